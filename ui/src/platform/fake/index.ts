/** `?state=…` of the development server: each state of the window, to look at and to test. */
import { faulty } from "./checks.ts";
import { FakeHouse, readyHouse } from "./house.ts";
import { ago, busy, chat, live, review, waiting } from "./scenes.ts";
import { certificate } from "./sharing.ts";

const titles = [
  "Weekly",
  "Hiring: front end",
  null,
  "Budget 2027",
  "Book club",
  "Handover to support",
  null,
  "Retrospective",
];

function fill(house: FakeHouse, count: number): void {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  for (let at = count; at > 0; at -= 1) {
    const code = [...`${at}`.padStart(6, "0")].map((digit) => letters[Number(digit)]).join("");
    const title = titles[at % titles.length];
    house.add({
      meeting_id: `q${code.slice(0, 2)}-${code.slice(2)}-xyz`,
      title: title === null || title === undefined ? null : count > 20 ? `${title} ${at}` : title,
      created_at: ago(at * 700),
    });
  }
}

const taken =
  "Port 3000 is used by another program, so the guest page could not open. If that is your own front end, set FRONTEND_URL to http://localhost:3000; otherwise choose another port with CONFAB_GUEST_PORT.";

const states: Record<string, (house: FakeHouse) => void> = {
  empty: () => {},
  few: (house) => fill(house, 4),
  many: (house) => fill(house, 240),
  ten_thousand: (house) => fill(house, 10_000),
  live: (house) => {
    fill(house, 5);
    live(house);
  },
  crowd: (house) => {
    live(house);
    for (let at = 1; at <= 60; at += 1) {
      house.enter("abc-defg-hij", {
        name: `Guest ${at}`,
        identity: `guest_${at}`,
        camera: at % 3 > 0,
      });
    }
  },
  chat: (house) => {
    fill(house, 3);
    live(house);
    chat(house);
  },
  waiting: (house) => {
    fill(house, 3);
    live(house);
    waiting(house);
  },
  busy: (house) => {
    fill(house, 6);
    busy(house);
  },
  starting: (house) => {
    house.told = {
      phase: "starting",
      step: "Starting the meeting server",
      problem: null,
      server: null,
      doors: [],
      can_share_links: false,
    };
    house.gate = new Promise(() => {});
  },
  slow: (house) => {
    house.gate = new Promise(() => {});
  },
  refused: (house) => {
    house.refusal = {
      method: "GET",
      status: 500,
      detail: "The list of meetings could not be read. The disk may be full.",
    };
  },
  away: (house) => {
    fill(house, 3);
    live(house);
    house.told = {
      ...readyHouse,
      server: { state: "away", detail: "The meeting server stopped. Confab is starting it again." },
    };
  },
  failed: (house) => {
    house.told = {
      phase: "failed",
      step: null,
      problem: {
        detail:
          "The meeting server could not be started: there is no program at /opt/livekit-server. Correct CONFAB_LIVEKIT_SERVER, or remove it to use the one that comes with Confab.",
        setting: "CONFAB_LIVEKIT_SERVER",
      },
      server: { state: "failed", detail: null },
      doors: [],
      can_share_links: false,
    };
  },
  faulty: (house) => {
    fill(house, 3);
    house.selfCheck = faulty;
  },
  taken: (house) => {
    fill(house, 3);
    house.told = {
      ...readyHouse,
      doors: readyHouse.doors.map((door) =>
        door.door === "guest"
          ? { ...door, state: "failed" as const, url: null, detail: taken }
          : door,
      ),
      can_share_links: false,
    };
  },
  api_taken: (house) => {
    fill(house, 3);
    house.told = {
      ...readyHouse,
      doors: readyHouse.doors.map((door) =>
        door.door === "local"
          ? {
              ...door,
              state: "failed" as const,
              url: null,
              detail:
                "Port 8000 is used by another program, so scripts can’t reach Confab. Choose another port with CONFAB_API_PORT.",
            }
          : door,
      ),
    };
  },
  /* Shared: with three addresses, one that failed, none, and by somebody else's decision */
  shared: (house) => {
    fill(house, 3);
    live(house);
    house.sharing.on = true;
    house.change(review, { schedule: { starts_at: "2031-03-04T13:00:00Z", minutes: 60 } });
  },
  sharing_starts: (house) => {
    fill(house, 3);
    house.sharing.on = true;
    house.sharing.starting = true;
  },
  sharing_failed: (house) => {
    fill(house, 3);
    house.sharing.on = true;
    house.sharing.failure =
      "The certificate in CONFAB_TLS_CERT ended on 3 March 2026. Renew it, or remove the setting to use Confab’s own.";
  },
  address_taken: (house) => {
    fill(house, 3);
    house.sharing.on = true;
    house.sharing.broken.set(
      "192.168.1.7",
      "Port 3000 is used by another program on 192.168.1.7. Close it there, or choose another port with CONFAB_GUEST_PORT.",
    );
  },
  no_network: (house) => {
    fill(house, 3);
    house.sharing.on = true;
    house.sharing.network = [];
  },
  sharing_fixed: (house) => {
    fill(house, 3);
    house.sharing.on = true;
    house.sharing.fromEnvironment = true;
    house.sharing.certificate = {
      ...certificate,
      own: true,
      names: ["meet.example.org"],
    };
  },
  chosen: (house) => {
    fill(house, 3);
    live(house);
    house.sharing.on = true;
    house.sharing.scope = "chosen";
    house.change(review, { shared: true });
  },
  environment: (house) => {
    fill(house, 3);
    const given: Record<string, string> = {
      livekit_url: "wss://meet.example.org",
      livekit_api_key: "APIexample",
      livekit_api_secret: "set",
      guest_port: "3100",
    };
    for (const field of house.fields) {
      const value = given[field.key];
      if (value !== undefined) Object.assign(field, { value, source: "environment" });
    }
    house.restartNeeded = true;
  },
};

export function fakeFromAddress(search: string): FakeHouse {
  const house = new FakeHouse();
  const asked = new URLSearchParams(search).get("state") ?? "live";
  (states[asked] ?? states.live)?.(house);
  Object.assign(window, { fake: house });
  return house;
}
