/**
 * What a person chose before: the name and the devices for good, on and off also for this tab,
 * so that a reload in the middle of a call comes back the way it was.
 */

export interface Choices {
  name: string;
  microphone: boolean;
  camera: boolean;
  microphoneId: string;
  cameraId: string;
  speakerId: string;
  /** What is behind this person is shown blurred. */
  blur: boolean;
  /** A host who comes from the app joins without a preview. */
  atOnce: boolean;
  /** The host's name as the app gave it last; empty where no host has come from the app. */
  givenName: string;
}

const key = "confab.choices";
const nothing: Choices = {
  name: "",
  microphone: true,
  camera: true,
  microphoneId: "",
  cameraId: "",
  speakerId: "",
  blur: false,
  atOnce: false,
  givenName: "",
};

/** Private windows and strict settings throw on the first touch of storage. */
function storage(kind: "localStorage" | "sessionStorage"): Storage | null {
  try {
    return globalThis[kind] ?? null;
  } catch {
    return null;
  }
}

export function parseChoices(text: string | null): Partial<Choices> {
  if (!text) return {};
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof found !== "object" || found === null) return {};
  const entries = Object.entries(found).filter(
    ([name, value]) => name in nothing && typeof value === typeof nothing[name as keyof Choices],
  );
  return Object.fromEntries(entries) as Partial<Choices>;
}

export function choices(
  lasting = storage("localStorage"),
  thisTab = storage("sessionStorage"),
): Choices {
  return {
    ...nothing,
    ...parseChoices(lasting?.getItem(key) ?? null),
    ...parseChoices(thisTab?.getItem(key) ?? null),
  };
}

function merge(into: Storage | null, change: Partial<Choices>) {
  try {
    into?.setItem(key, JSON.stringify({ ...parseChoices(into.getItem(key)), ...change }));
  } catch {
    // Full or forbidden: the choice holds until the page goes.
  }
}

/** Remembered for every later visit. */
export function remember(
  change: Partial<Choices>,
  lasting = storage("localStorage"),
  thisTab = storage("sessionStorage"),
) {
  merge(lasting, change);
  merge(thisTab, change);
}

/**
 * Remembered while the tab lives: switching the microphone off in one call should not mute the next. A
 * host who joins at once gets no preview to look at, and finds everything as it was left.
 */
export function rememberHere(
  change: Partial<Choices>,
  thisTab = storage("sessionStorage"),
  lasting = storage("localStorage"),
) {
  merge(thisTab, change);
  if (parseChoices(lasting?.getItem(key) ?? null).atOnce) merge(lasting, change);
}

/**
 * The name to offer a host whom the app calls `given`. One that the host typed in its place is kept
 * until the app gives another one.
 */
export function nameOfHost(
  given: string,
  lasting = storage("localStorage"),
  thisTab = storage("sessionStorage"),
): string {
  const { name, givenName } = choices(lasting, thisTab);
  const offered = givenName === given && name ? name : given;
  remember({ name: offered, givenName: given }, lasting, thisTab);
  return offered;
}

export interface CaptureSize {
  width: number;
  height: number;
  frameRate: number;
}

/** 720p, unless a smaller picture was asked for (slow machines, tests). */
export function captureSize(lasting = storage("localStorage")): CaptureSize {
  const usual = { width: 1280, height: 720, frameRate: 30 };
  try {
    const asked: Partial<CaptureSize> = JSON.parse(lasting?.getItem("confab.capture") ?? "{}");
    const sound = (value: unknown, fallback: number) =>
      typeof value === "number" && value > 0 && value <= fallback * 4 ? value : fallback;
    return {
      width: sound(asked.width, usual.width),
      height: sound(asked.height, usual.height),
      frameRate: sound(asked.frameRate, usual.frameRate),
    };
  } catch {
    return usual;
  }
}
