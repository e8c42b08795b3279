import { describe, expect, it } from "vitest";
import { Background, type BackgroundSurroundings } from "./background.ts";

const track = (name: string) => ({ name }) as unknown as MediaStreamTrack;

function make({ wanted = false, fails = false } = {}) {
  const told: string[] = [];
  let slow: () => void = () => undefined;
  const around = {
    load: async () => ({
      Blur: {
        over: async (over: MediaStreamTrack, onSlow: () => void) => {
          const { name } = over as unknown as { name: string };
          if (fails) throw new Error("no");
          told.push(`over ${name}`);
          slow = onSlow;
          return {
            processedTrack: track(`blurred ${name}`),
            destroy: async () => void told.push(`end ${name}`),
          };
        },
      },
    }),
    wanted: () => wanted,
    remember: (blur: boolean) => void told.push(`remember ${blur}`),
  } as unknown as BackgroundSurroundings;
  return { background: new Background(around), told, slow: () => slow() };
}

/** Everything that was begun has had its turn. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("the background before the call", () => {
  it("is left alone, and no code is fetched, until somebody wants it blurred", async () => {
    const { background, told } = make();
    background.follow(track("one"));
    await settled();
    expect(told).toEqual([]);
    expect(background.snapshot()).toMatchObject({ wanted: false, phase: "off", picture: null });
  });

  it("follows from camera to camera, and ends what it leaves", async () => {
    const { background, told } = make({ wanted: true });
    background.follow(track("one"));
    background.follow(null);
    background.follow(track("two"));
    await settled();
    background.follow(track("three"));
    await settled();
    background.follow(null);
    await settled();
    expect(told).toEqual(["over two", "end two", "over three", "end three"]);
    expect(background.snapshot()).toMatchObject({ wanted: true, phase: "off", picture: null });
  });

  it("shows what the others will see, and says where that costs too much", async () => {
    const { background, told, slow } = make();
    background.follow(track("one"));
    background.choose(true);
    await settled();
    expect(background.snapshot()).toMatchObject({ phase: "on", slow: false });
    expect(background.snapshot().picture).toEqual(track("blurred one"));
    slow();
    expect(background.snapshot().slow).toBe(true);
    background.choose(false);
    await settled();
    expect(background.snapshot()).toMatchObject({ phase: "off", picture: null });
    expect(told).toEqual(["remember true", "over one", "remember false", "end one"]);
  });

  it("hands over what runs, which nobody ends here then", async () => {
    const { background, told } = make({ wanted: true });
    background.follow(track("one"));
    await Promise.resolve();
    const taken = await background.take();
    background.close();
    await settled();
    expect(taken?.processedTrack).toEqual(track("blurred one"));
    expect(told).toEqual(["over one"]);
  });

  it("has nothing to hand over where it failed, and says so", async () => {
    const { background } = make({ wanted: true, fails: true });
    background.follow(track("one"));
    await settled();
    expect(background.snapshot()).toMatchObject({ phase: "failed", picture: null });
    expect(await background.take()).toBeNull();
  });

  it("ends with the page", async () => {
    const { background, told } = make({ wanted: true });
    background.follow(track("one"));
    await settled();
    background.close();
    await settled();
    expect(told).toEqual(["over one", "end one"]);
  });
});
