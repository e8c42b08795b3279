/** The sound of a shared tab, from the tab's loudspeaker to the other side's. */
import type { Guest } from "./guest.ts";
import { expect, test } from "./test.ts";

/** One tone for each channel, and how loud it is played: a sine of this amplitude. */
const tones = [440, 660] as const;
const amplitude = 0.25;
const played = 20 * Math.log10(amplitude / Math.SQRT2);

async function playTones(guest: Guest): Promise<void> {
  const tab = await guest.context.newPage();
  await tab.setContent("<title>Tones</title><button>Play</button>");
  await tab.evaluate(
    ({ tones, amplitude }) => {
      document.querySelector("button")?.addEventListener("click", () => {
        const context = new AudioContext();
        const both = context.createChannelMerger(2);
        for (const [channel, frequency] of tones.entries()) {
          const loudness = new GainNode(context, { gain: amplitude });
          const tone = new OscillatorNode(context, { frequency });
          tone.connect(loudness).connect(both, 0, channel);
          tone.start();
        }
        both.connect(context.destination);
      });
    },
    { tones, amplitude },
  );
  await tab.getByRole("button", { name: "Play" }).click();
  await guest.page.bringToFront();
}

/** How loud each tone is in each channel of what is played on the page, in dB of full scale. */
async function levels(guest: Guest): Promise<number[][]> {
  return guest.page.evaluate(async (tones) => {
    const streams = [...document.querySelectorAll("audio")].map((audio) => audio.srcObject);
    const stream = streams.find((found) => found instanceof MediaStream);
    if (!stream) return [];
    const context = new AudioContext();
    const channels = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
    context.createMediaStreamSource(stream).connect(channels);
    const meters = [0, 1].map((channel) => {
      const meter = new AnalyserNode(context, { fftSize: 8192 });
      channels.connect(meter, channel);
      return meter;
    });
    await new Promise((resume) => setTimeout(resume, 300));
    const found = meters.map((meter) => {
      const samples = new Float32Array(meter.fftSize);
      meter.getFloatTimeDomainData(samples);
      // One bin of a Fourier transform behind a Hann window, for each tone.
      return tones.map((frequency) => {
        let [re, im, weight] = [0, 0, 0];
        for (const [n, sample] of samples.entries()) {
          const window = 1 - Math.cos((2 * Math.PI * n) / samples.length);
          const phase = (2 * Math.PI * frequency * n) / context.sampleRate;
          re += window * sample * Math.cos(phase);
          im += window * sample * Math.sin(phase);
          weight += window;
        }
        const rms = (Math.hypot(re, im) * Math.SQRT2) / weight;
        return 20 * Math.log10(Math.max(rms, 1e-6));
      });
    });
    await context.close();
    return found;
  }, tones);
}

test("the sound of a shared tab arrives in stereo, as loud as it is played", async ({
  meeting,
  open,
}) => {
  const ann = await open({ permission: "deny" });
  const bob = await open({ permission: "deny", tab: "Tones" });
  await playTones(bob);
  for (const [guest, name] of [
    [ann, "Ann"],
    [bob, "Bob"],
  ] as const) {
    await guest.visit(meeting.link);
    await guest.enter(name);
  }
  const share = bob.controls.getByRole("button", { name: "Share screen" });
  await share.click();
  await expect(share).toHaveAttribute("aria-pressed", "true");
  await ann.expectHearing();
  const far = (is: number, wanted: number) => Math.abs(is - wanted);
  let heard: number[][] = [];
  await expect
    .poll(
      async () => {
        heard = await levels(ann);
        const [[left = -120] = [], [, right = -120] = []] = heard;
        return Math.max(far(left, played), far(right, played));
      },
      { message: "each tone is within 3 dB of how it is played" },
    )
    .toBeLessThan(3);
  const [[, rightInLeft = 0] = [], [leftInRight = 0] = []] = heard;
  expect(Math.max(rightInLeft, leftInRight), "each in its own channel alone").toBeLessThan(
    played - 20,
  );
  test.info().annotations.push({ type: "levels", description: JSON.stringify({ played, heard }) });
});
