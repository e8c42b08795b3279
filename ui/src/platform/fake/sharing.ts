/** How the house in memory is reachable on its network, and what a network does. */
import type { Meeting, SharedAddress, Sharing, SharingChange } from "../../api/types.ts";
import type { FakeHouse } from "./house.ts";

const port = 3000;

const url = ({ address, family }: Pick<SharedAddress, "address" | "family">): string =>
  `https://${family === "ipv6" ? `[${address}]` : address}:${port}`;

export const certificate: NonNullable<Sharing["certificate"]> = {
  own: false,
  fingerprint:
    "3F:A9:07:5C:D2:81:4E:B6:90:1D:7A:C3:E8:52:6F:04:BB:39:F1:2E:8D:C7:60:15:A4:9B:73:DE:0C:48:F6:21",
  words: ["maple", "river", "candle", "north", "violet", "harbor", "pencil", "seven"],
  not_after: "2027-11-05T09:00:00Z",
  names: ["192.168.1.7", "10.20.0.4", "robins-laptop.local"],
};

const found: Pick<SharedAddress, "address" | "interface" | "kind" | "family">[] = [
  { address: "192.168.1.7", interface: "wlan0", kind: "wireless", family: "ipv4" },
  { address: "10.20.0.4", interface: "enp3s0", kind: "wired", family: "ipv4" },
  { address: "fd00:20::1f3a:9cff:fe21:4", interface: "enp3s0", kind: "wired", family: "ipv6" },
  { address: "100.101.7.3", interface: "tailscale0", kind: "vpn", family: "ipv4" },
  { address: "172.17.0.1", interface: "docker0", kind: "container", family: "ipv4" },
];

const isUsual = ({ kind }: { kind: SharedAddress["kind"] }): boolean =>
  kind !== "vpn" && kind !== "container";

export class FakeSharing {
  on = false;
  fromEnvironment = false;
  scope: Sharing["scope"] = "all";
  network = found;
  /** `null`: the usual ones. */
  chosen: string[] | null = null;
  preferred: string | null = null;
  /** Addresses that can't be opened, and why. */
  broken = new Map<string, string>();
  starting = false;
  failure: string | null = null;
  certificate: Sharing["certificate"] = certificate;

  #house: FakeHouse;

  constructor(house: FakeHouse) {
    this.#house = house;
  }

  told(): Sharing {
    const state = this.failure ? "failed" : this.starting ? "starting" : this.on ? "on" : "off";
    const addresses = this.network.map((one): SharedAddress => {
      const chosen = this.chosen ? this.chosen.includes(one.address) : isUsual(one);
      const detail = (chosen && this.on && this.broken.get(one.address)) || null;
      const open = state === "on" && chosen && detail === null;
      return {
        ...one,
        chosen,
        preferred: false,
        state: detail ? "failed" : open ? "open" : "closed",
        url: url(one),
        detail,
      };
    });
    const open = addresses.filter((one) => one.state === "open");
    const first = open.find(({ address }) => address === this.preferred) ?? open[0];
    if (first) first.preferred = true;
    return {
      state,
      detail: this.failure,
      scope: this.scope,
      from_environment: this.fromEnvironment,
      addresses,
      certificate: this.on ? structuredClone(this.certificate) : null,
      link_base: first?.url ?? null,
    };
  }

  change(change: SharingChange): Sharing {
    if (change.on !== undefined && change.on !== null) {
      this.on = change.on;
      this.failure = null;
    }
    if (change.scope) this.scope = change.scope;
    if (change.addresses !== undefined) this.chosen = change.addresses;
    if (change.preferred) this.preferred = change.preferred;
    return this.tell();
  }

  tell(): Sharing {
    const sharing = this.told();
    this.#house.say({ type: "sharing_changed", sharing });
    return sharing;
  }

  /** The network hands out another address. */
  move(from: string, to: string): void {
    this.network = this.network.map((one) =>
      one.address === from ? { ...one, address: to } : one,
    );
    this.tell();
  }

  /** The cable is out and the Wi-Fi is off. */
  unplug(): void {
    this.network = [];
    this.tell();
  }

  plugIn(): void {
    this.network = found;
    this.tell();
  }

  linkOf({ meeting_id, shared }: Pick<Meeting, "meeting_id" | "shared">): string {
    const { link_base } = this.told();
    const base = this.scope === "all" || shared ? link_base : null;
    return `${base ?? "http://localhost:3000"}/meeting/${meeting_id}`;
  }
}
