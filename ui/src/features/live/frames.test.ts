import { describe, expect, it } from "vitest";
import { Frames, readFrames } from "./frames.ts";

const recorded =
  ': still here\n\nid: 1\nevent: snapshot\ndata: {"type":"snapshot","meetings":[]}\n\n' +
  'id: 2\nevent: reaction\ndata: {"type":"reaction","emoji":"❤️"}\n\n';

describe("frames of an event stream", () => {
  it("come out the same however the bytes are cut", async () => {
    const bytes = new TextEncoder().encode(recorded);
    for (const size of [1, 2, 3, 7, bytes.length]) {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size)
            controller.enqueue(bytes.slice(at, at + size));
          controller.close();
        },
      });
      const seen: string[] = [];
      let signs = 0;
      await readFrames(
        body,
        (frame) => seen.push(`${frame.id} ${frame.event} ${JSON.parse(frame.data).emoji ?? ""}`),
        () => {
          signs += 1;
        },
      );
      expect(seen, `pieces of ${size}`).toEqual(["1 snapshot ", "2 reaction ❤️"]);
      expect(signs).toBe(Math.ceil(bytes.length / size));
    }
  });

  it("end their lines as they like, also where a piece ends between CR and LF", () => {
    const frames = new Frames();
    expect(frames.push("id: 1\r\nevent: ping\r")).toEqual([]);
    expect(frames.push("\ndata: 1\r\n\r"), "one line ended, not two").toEqual([]);
    expect(frames.push("\ndata: 2\r\n\r\n")).toEqual([
      { id: "1", event: "ping", data: "1" },
      { id: "", event: "message", data: "2" },
    ]);
  });

  it("wait for their end, and a heartbeat is none", () => {
    const frames = new Frames();
    expect(frames.push("data: 1\n")).toEqual([]);
    expect(frames.push("\n: heartbeat\n\n")).toEqual([{ id: "", event: "message", data: "1" }]);
  });
});
