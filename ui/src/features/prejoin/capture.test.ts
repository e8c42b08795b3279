import { describe, expect, it } from "vitest";
import { Capture, type CaptureSurroundings } from "./capture.ts";
import type { MediaSource } from "./devices.ts";
import type { Choices } from "./memory.ts";

class FakeTrack extends EventTarget {
  readyState: "live" | "ended" = "live";
  constructor(
    readonly kind: "audio" | "video",
    private readonly deviceId: string,
  ) {
    super();
  }
  getSettings() {
    return { deviceId: this.deviceId };
  }
  stop() {
    this.readyState = "ended";
  }
  /** What pulling the plug does. */
  end() {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }
}

const failure = (name: string) => Object.assign(new Error(name), { name });

class FakeMedia extends EventTarget {
  /** Who waits for devices to come and go. */
  readonly watchers = new Set<unknown>();
  override addEventListener(...args: Parameters<EventTarget["addEventListener"]>) {
    this.watchers.add(args[1]);
    super.addEventListener(...args);
  }
  override removeEventListener(...args: Parameters<EventTarget["removeEventListener"]>) {
    this.watchers.delete(args[1]);
    super.removeEventListener(...args);
  }
  devices: MediaDeviceKind[] = ["audioinput", "videoinput"];
  refuse: (wanted: MediaStreamConstraints) => Error | null = () => null;
  asked: MediaStreamConstraints[] = [];
  tracks: FakeTrack[] = [];

  async enumerateDevices() {
    return this.devices.map((kind, index) => ({ kind, deviceId: `${kind}${index}`, label: kind }));
  }
  /** The wanted one if it is there, else the first, as browsers do. */
  private pick(kind: MediaDeviceKind, wanted: boolean | MediaTrackConstraints | undefined): string {
    const { ideal, exact } = Object(Object(wanted).deviceId);
    const ids = this.devices.map((each, index) => ({ each, id: `${each}${index}` }));
    const fitting = ids.filter(({ each }) => each === kind).map(({ id }) => id);
    return fitting.find((id) => id === (exact ?? ideal)) ?? fitting[0] ?? "";
  }
  async getUserMedia(wanted: MediaStreamConstraints) {
    this.asked.push(wanted);
    const error = this.refuse(wanted);
    if (error) throw error;
    const audio = wanted.audio
      ? [new FakeTrack("audio", this.pick("audioinput", wanted.audio))]
      : [];
    const video = wanted.video
      ? [new FakeTrack("video", this.pick("videoinput", wanted.video))]
      : [];
    this.tracks.push(...audio, ...video);
    return { getAudioTracks: () => audio, getVideoTracks: () => video };
  }
}

function make(media: FakeMedia | undefined, change: Partial<Choices> = {}) {
  const held: Choices = {
    name: "",
    microphone: true,
    camera: true,
    microphoneId: "",
    cameraId: "",
    speakerId: "",
    blur: false,
    atOnce: false,
    givenName: "",
    ...change,
  };
  const around: CaptureSurroundings = {
    media: media as unknown as MediaSource,
    choices: () => held,
    remember: (more) => Object.assign(held, more),
    size: () => ({ width: 320, height: 180, frameRate: 10 }),
    permission: async () => "unknown",
  };
  return { capture: new Capture(around), held, around };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("before the call", () => {
  it("asks for both at once and says on only with a live track", async () => {
    const media = new FakeMedia();
    const { capture } = make(media);
    await capture.start();
    expect(media.asked).toHaveLength(1);
    expect(capture.snapshot().camera.state).toBe("on");
    expect(capture.snapshot().microphone.track?.readyState).toBe("live");
  });

  it("asks for nothing that was off last time", async () => {
    const media = new FakeMedia();
    const { capture } = make(media, { camera: false, microphone: false });
    await capture.start();
    expect(media.asked).toHaveLength(0);
    expect(capture.snapshot().camera).toMatchObject({ state: "off", problem: null });
  });

  it("says that the page is not secure", async () => {
    const { capture } = make(undefined);
    await capture.start();
    expect(capture.snapshot().camera).toMatchObject({ state: "off", problem: "insecure" });
  });

  it("does not ask a second time after a no", async () => {
    const media = new FakeMedia();
    media.refuse = () => failure("NotAllowedError");
    const { capture } = make(media);
    await capture.start();
    expect(media.asked).toHaveLength(1);
    expect(capture.snapshot().microphone.problem).toBe("denied");
    expect(capture.snapshot().camera.problem).toBe("denied");
  });

  it("keeps the microphone when only the camera is in use elsewhere", async () => {
    const media = new FakeMedia();
    media.refuse = (wanted) => (wanted.video ? failure("NotReadableError") : null);
    const { capture } = make(media);
    await capture.start();
    expect(capture.snapshot().microphone.state).toBe("on");
    expect(capture.snapshot().camera).toMatchObject({ state: "off", problem: "busy" });
  });

  it("joins without a camera where there is none, and takes one that is plugged in", async () => {
    const media = new FakeMedia();
    media.devices = ["audioinput"];
    const { capture } = make(media);
    await capture.start();
    expect(capture.snapshot().camera).toMatchObject({ state: "off", problem: "missing" });
    expect(capture.snapshot().microphone.state).toBe("on");
    media.devices = ["audioinput", "videoinput"];
    media.dispatchEvent(new Event("devicechange"));
    await settle();
    expect(capture.snapshot().camera).toMatchObject({ state: "on", problem: null });
  });

  it("takes another one when the camera is unplugged, and says so when there is none", async () => {
    const media = new FakeMedia();
    const { capture } = make(media);
    await capture.start();
    media.tracks.at(-1)?.end();
    await settle();
    expect(capture.snapshot().camera.state).toBe("on");
    media.devices = ["audioinput"];
    media.tracks.at(-1)?.end();
    await settle();
    expect(capture.snapshot().camera).toMatchObject({ state: "off", problem: "unplugged" });
  });

  it("uses another one while the chosen one is away, says so, and goes back to it", async () => {
    const media = new FakeMedia();
    media.devices = ["audioinput", "videoinput", "videoinput"];
    const { capture, held } = make(media, { cameraId: "videoinput2" });
    await capture.start();
    expect(capture.snapshot().camera).toMatchObject({ state: "on", instead: false });

    media.devices = ["audioinput", "videoinput"];
    media.tracks.at(-1)?.end();
    await settle();
    expect(capture.snapshot().camera).toMatchObject({ state: "on", instead: true, problem: null });
    expect(held.cameraId).toBe("videoinput2");
    const substitute = capture.snapshot().camera.track;

    media.devices = ["audioinput", "videoinput", "videoinput"];
    media.dispatchEvent(new Event("devicechange"));
    await settle();
    expect(capture.snapshot().camera).toMatchObject({ state: "on", instead: false });
    expect(capture.snapshot().camera.track?.getSettings().deviceId).toBe("videoinput2");
    expect(substitute?.readyState).toBe("ended");
  });

  it("switches off for real: the track stops, and it is remembered", async () => {
    const media = new FakeMedia();
    const { capture, held } = make(media);
    await capture.start();
    const { track } = capture.snapshot().camera;
    await capture.toggle("camera");
    expect(track?.readyState).toBe("ended");
    expect(held.camera).toBe(false);
    await capture.toggle("camera");
    expect(capture.snapshot().camera.state).toBe("on");
    expect(held.camera).toBe(true);
  });

  it("hands its tracks to the call, also when the browser is still asking", async () => {
    const media = new FakeMedia();
    const { capture } = make(media);
    const starting = capture.start();
    const taken = capture.take("camera");
    await starting;
    const track = await taken;
    expect(track?.readyState).toBe("live");
    capture.close();
    expect(track?.readyState).toBe("live");
    expect(capture.snapshot().microphone.track?.readyState).toBe("ended");
  });

  describe("once the call has taken over", () => {
    /** A stand-in for the headset that was chosen last time and is not there. */
    async function standIn() {
      const media = new FakeMedia();
      media.devices = ["audioinput", "videoinput"];
      const { capture } = make(media, { microphoneId: "audioinput2" });
      await capture.start();
      expect(capture.snapshot().microphone).toMatchObject({ state: "on", instead: true });
      const plugIn = () => {
        media.devices = ["audioinput", "videoinput", "audioinput"];
        media.dispatchEvent(new Event("devicechange"));
      };
      return { media, capture, plugIn };
    }

    it("leaves the published microphone alone when the headset is plugged in again", async () => {
      const { media, capture, plugIn } = await standIn();
      const published = await capture.take("microphone");
      await capture.take("camera");
      expect(media.watchers.size, "the listener is gone").toBe(0);
      plugIn();
      await settle();
      await capture.toggle("microphone");
      await capture.choose("microphone", "audioinput2");
      expect(published?.readyState).toBe("live");
      expect(media.asked, "nothing was opened").toHaveLength(1);
    });

    it("also where the microphone alone was taken, and where taking met the plugging in", async () => {
      const { media, capture, plugIn } = await standIn();
      // The devices are being listed when the call takes over.
      plugIn();
      const published = await capture.take("microphone");
      await settle();
      plugIn();
      await settle();
      expect(published?.readyState).toBe("live");
      expect(media.asked).toHaveLength(1);
    });

    it("watches again with the visitor back before joining", async () => {
      const { media, capture, plugIn } = await standIn();
      await capture.take("microphone");
      await capture.take("camera");
      capture.close();
      const { capture: next } = make(media, { microphoneId: "audioinput2" });
      await next.start();
      plugIn();
      await settle();
      expect(next.snapshot().microphone).toMatchObject({ state: "on", instead: false });
      expect(next.snapshot().microphone.track?.getSettings().deviceId).toBe("audioinput2");
    });
  });

  it("asks for the chosen device by preference, so that a missing one costs nothing", async () => {
    const media = new FakeMedia();
    const { capture } = make(media, { cameraId: "old" });
    await capture.start();
    expect(media.asked[0]?.video).toMatchObject({ deviceId: { ideal: "old" } });
  });
});
