/** The fixtures: two machines, the house that shares its meetings on one of them, guests on both. */
import { test as base, expect } from "@playwright/test";
import { Guest, type GuestOptions } from "../guest.ts";
import { House, type Meeting } from "../house.ts";
import { type Family, type Machine, TwoMachines, whyNoMachines } from "./machines.ts";

/** What `GET /api/v1/sharing` answers, as far as the tests read it. */
export interface Sharing {
  state: "off" | "starting" | "on" | "failed";
  addresses: { address: string; state: "open" | "failed" | "closed"; url: string | null }[];
  certificate: { own: boolean; fingerprint: string; not_after: string; names: string[] } | null;
  link_base: string | null;
}

/** The documented ports: nothing else is on these machines. */
export const ports = { guests: 3000, api: 8000, signal: 7880, rtcTcp: 7881, rtcUdp: 7882 };

/** Says so to the program. */
export const documented = {
  CONFAB_GUEST_PORT: String(ports.guests),
  CONFAB_API_PORT: String(ports.api),
  CONFAB_SIGNAL_PORT: String(ports.signal),
  CONFAB_RTC_TCP_PORT: String(ports.rtcTcp),
  CONFAB_RTC_UDP_PORT: String(ports.rtcUdp),
};

/** The house with what only those elsewhere care about. */
export class SharingHouse {
  private constructor(
    readonly house: House,
    readonly machine: Machine,
  ) {}

  static async start(machine: Machine, more: Record<string, string> = {}): Promise<SharingHouse> {
    const house = await House.start({ CONFAB_SHARE: "lan", ...documented, ...more }, machine);
    return new SharingHouse(house, machine);
  }

  sharing(): Promise<Sharing> {
    return this.house.call("GET", "/sharing");
  }

  /** Waits until meetings are shared at exactly these addresses. */
  async sharedAt(...addresses: string[]): Promise<Sharing> {
    let now: Sharing | undefined;
    await expect
      .poll(
        async () => {
          now = await this.sharing();
          const open = now.addresses.filter(({ state }) => state === "open");
          return open.map(({ address }) => address).sort();
        },
        { message: "the addresses at which meetings are shared" },
      )
      .toEqual([...addresses].sort());
    return now as Sharing;
  }

  /** The meeting's link on the host's own machine. */
  local(meeting: Meeting): string {
    return `${this.house.ready.guests}/meeting/${meeting.id}`;
  }
}

/** Where meetings are shared at an address or a name. */
export const origin = (address: string, scheme = "https") =>
  `${scheme}://${address.includes(":") ? `[${address}]` : address}:${ports.guests}`;

export const linkAt = (address: string, meeting: Meeting) =>
  `${origin(address)}/meeting/${meeting.id}`;

export interface Each {
  families: Family[];
  /** Beside sharing and the documented ports. */
  settings: Record<string, string>;
  machines: TwoMachines;
  sharing: SharingHouse;
  meeting: Meeting;
  open: (machine: Machine, options?: GuestOptions) => Promise<Guest>;
}

const why = whyNoMachines();

export const test = base.extend<Each>({
  families: [["v4", "v6"], { option: true }],
  settings: [{}, { option: true }],
  machines: async ({ families }, use) => {
    test.skip(why !== null, `skipped: there can be no network namespaces here (${why})`);
    const machines = new TwoMachines(families);
    await use(machines);
    machines.remove();
  },
  sharing: async ({ machines, families, settings }, use) => {
    const sharing = await SharingHouse.start(machines.host, settings);
    await sharing.sharedAt(...families.map((family) => TwoMachines.host[family]));
    await use(sharing);
    await sharing.house.stop();
  },
  meeting: async ({ sharing }, use) => {
    await use(await sharing.house.create({ title: "Design review" }));
  },
  open: async ({ sharing: _, machines: __ }, use, info) => {
    const guests: Guest[] = [];
    await use(async (machine, options) => {
      const guest = await Guest.open({ ...options, machine });
      guests.push(guest);
      return guest;
    });
    if (info.status !== info.expectedStatus) {
      for (const [index, guest] of guests.entries()) {
        const body = await guest.page.screenshot().catch(() => null);
        if (body) await info.attach(`guest ${index + 1}`, { body, contentType: "image/png" });
      }
    }
    await Promise.all(guests.map((guest) => guest.close()));
  },
});

export { expect } from "@playwright/test";
