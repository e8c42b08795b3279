import { describe, expect, it } from "vitest";
import { keyIn, meetingIdIn, placeOf, takeHostCode } from "./place.ts";

describe("where the address leads", () => {
  it("reads codes and links forgivingly", () => {
    expect(meetingIdIn("abc-defg-hij")).toBe("abc-defg-hij");
    expect(meetingIdIn(" ABC defg HIJ ")).toBe("abc-defg-hij");
    expect(meetingIdIn("abcdefghij")).toBe("abc-defg-hij");
    expect(meetingIdIn("http://localhost:3000/meeting/abc-defg-hij?x=1#y")).toBe("abc-defg-hij");
    expect(meetingIdIn("hello")).toBeNull();
    expect(meetingIdIn("")).toBeNull();
  });

  it("knows the door from a meeting, and keeps what is no code as it is", () => {
    expect(placeOf("/")).toEqual({ at: "door" });
    expect(placeOf("/meeting/ABCDEFGHIJ")).toEqual({ at: "meeting", id: "abc-defg-hij" });
    expect(placeOf("/meeting/nope")).toEqual({ at: "meeting", id: "nope" });
    expect(placeOf("/meeting/%E0%A4%A")).toEqual({ at: "meeting", id: "%E0%A4%A" });
  });

  it("takes the host's code out of the address at once", () => {
    const seen: string[] = [];
    const past = {
      state: null,
      replaceState: (_state: unknown, _title: string, url: string) => seen.push(url),
    } as unknown as History;
    const where = (hash: string) =>
      ({ hash, pathname: "/meeting/abc-defg-hij", search: "" }) as Location;
    expect(takeHostCode(where("#host=s3cret"), past)).toBe("s3cret");
    expect(seen).toEqual(["/meeting/abc-defg-hij"]);
    expect(takeHostCode(where(""), past)).toBeNull();
    expect(takeHostCode(where("#else"), past)).toBeNull();
    expect(takeHostCode(where("#host=s3cret&k=the-key"), past)).toBe("s3cret");
    expect(seen.at(-1), "a reload needs the key again").toBe("/meeting/abc-defg-hij#k=the-key");
  });

  it("finds the key of an encrypted meeting", () => {
    expect(keyIn("#k=a-_B")).toBe("a-_B");
    expect(keyIn("#host=x&k=a")).toBe("a");
    for (const hash of ["", "#", "#k=", "#key=a", "k=a"]) expect(keyIn(hash)).toBeNull();
  });
});
