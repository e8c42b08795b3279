/** One run through all checks, told as it goes. */

import { family } from "../prejoin/family.ts";
import {
  judgeApi,
  judgeClock,
  judgeWays,
  type Name,
  type Result,
  type Results,
  result,
  running,
  skipped,
  untouched,
} from "./checks.ts";
import { askCheckUp, type CheckUp, trySignalling } from "./checkup.ts";
import { type Held, tryCamera, tryMicrophone, trySpeaker } from "./devices.ts";
import { go } from "./ways.ts";

export class Examination {
  private results: Results = untouched();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly held: Held) {}

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly snapshot = () => this.results;

  async run(): Promise<void> {
    this.results = untouched();
    this.told({ secure: secure() });
    await Promise.all([this.connection(), this.devices()]);
  }

  private told(some: Partial<Record<Name, Result>>) {
    this.results = { ...this.results, ...some };
    for (const listener of this.listeners) listener();
  }

  private async devices(): Promise<void> {
    this.told({ camera: running, microphone: running, speaker: running });
    // One after the other: a browser asks one question at a time.
    this.told({ camera: await tryCamera(this.held) });
    this.told({ microphone: await tryMicrophone(this.held) });
    this.told({ speaker: await trySpeaker() });
  }

  private async connection(): Promise<void> {
    this.told({ api: running, clock: running });
    const asked = await askCheckUp();
    if (asked.is !== "answered") {
      const { is } = asked;
      this.told({
        api:
          is === "too_often" ? result("warning", is, { wait: asked.wait }) : result("failed", is),
        ...skip("clock", "signal", "udp", "tcp", "turn", "speed"),
      });
      return;
    }
    const { answer } = asked;
    this.told({
      api: judgeApi(asked.ms),
      clock: judgeClock(Date.parse(answer.time), asked.asked, asked.answered),
      signal: running,
    });
    const signal = await this.signalling(answer);
    this.told({ signal });
    if (signal.state === "failed" || !answer.trial) {
      this.told(skip("udp", "tcp", "turn", "speed"));
      return;
    }
    this.told({ udp: running });
    const udp = await go(answer.trial, "udp");
    if (udp.passage)
      this.told(only("udp", judgeWays({ udp: udp.passage, tcp: null, turn: undefined }, null)));
    this.told({ tcp: running });
    const tcp = await go(answer.trial, "tcp");
    const configured = udp.relay || tcp.relay;
    if (configured) this.told({ turn: running });
    const turn = configured ? (await go(answer.trial, "relay")).passage : undefined;
    this.told(judgeWays({ udp: udp.passage, tcp: tcp.passage, turn }, answer.ports));
  }

  private async signalling({ trial }: CheckUp): Promise<Result> {
    if (!trial) return result("failed", "server_away");
    const signalled = await trySignalling(trial);
    if (signalled.opens) return result("good", "good", { ms: signalled.ms });
    switch (signalled.why) {
      case "away":
        return result("failed", "server_away");
      case "refused":
        return result("failed", "refused");
      case "blocked":
        // Safari takes a page whose certificate was accepted by hand, and no WebSocket with it.
        return result(
          "failed",
          location.protocol === "https:" && webkit() ? "untrusted" : "blocked",
        );
    }
  }
}

/** Safari, and every browser of an iPhone or iPad. */
const webkit = () => family() === "safari" || /iP(hone|ad|od)/.test(navigator.userAgent);

const secure = (): Result =>
  globalThis.isSecureContext ? result("good", "good") : result("failed", "plain");

const only = (name: Name, all: Partial<Results>) => ({ [name]: all[name] });

const skip = (...which: Name[]) => Object.fromEntries(which.map((name) => [name, skipped]));
