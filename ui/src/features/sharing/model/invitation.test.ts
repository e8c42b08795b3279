import { afterEach, describe, expect, it, vi } from "vitest";
import type { Meeting } from "../../../api/types.ts";
import { FakeHouse } from "../../../platform/fake/house.ts";
import { languages } from "../../../texts/languages.ts";
import { type How, invitation, subjectOf } from "./invitation.ts";
import { LONGEST_MAIL, mailto, mailtoFitting } from "./mail.ts";

const away = "https://192.168.1.7:3000/meeting/abc-defg-hij";

function invited(change: Partial<Meeting> = {}, link = away) {
  const house = new FakeHouse();
  house.sharing.on = true;
  const meeting = house.add({ meeting_id: "abc-defg-hij", title: "Design review", ...change });
  return { meeting, link, sharing: house.sharing.told(), timeZone: "Europe/Berlin" };
}

const text = (change?: Partial<Meeting>, link?: string, how?: How) =>
  invitation(invited(change, link), how);

describe("an invitation", () => {
  it("names the meeting, gives the link a line of its own, and says where it works", () => {
    const lines = text().split("\n");
    expect(lines[0]).toBe("You are invited to “Design review”.");
    expect(lines).toContain(away);
    expect(text()).toContain(
      "It works on the network (Wi-Fi or cable) that the host’s computer is on.",
    );
  });

  it("says when, with the zone, as whoever sends it reads clocks", () => {
    const schedule = { starts_at: "2026-11-24T13:00:00Z", minutes: 60 };
    const when = text({ schedule }).split("\n")[1];
    expect(when).toMatch(/^When: Tuesday, November 24, 2026, 2:00\s–\s3:00\sPM GMT\+1$/);
    expect(text()).not.toContain("When:");
  });

  it("says over midnight on which day it ends", () => {
    const schedule = { starts_at: "2026-11-24T22:30:00Z", minutes: 60 };
    expect(text({ schedule })).toMatch(/November 24.*11:30.*November 25.*12:30/);
  });

  it("prepares for the browser's warning, and says by what the certificate is known", () => {
    expect(text()).toContain("Chrome, Edge: “Advanced”, then “Proceed to 192.168.1.7 (unsafe)”.");
    expect(text()).toContain("maple river candle north violet harbor pencil seven");
    expect(text()).toContain("3F:A9:07:5C");
    expect(text({}, away, "short")).not.toContain("Firefox");
    expect(text({}, away, "short")).toContain("maple river");
  });

  it("frightens nobody with a certificate that browsers know", () => {
    const known = invited();
    if (known.sharing.certificate) known.sharing.certificate.own = true;
    expect(invitation(known)).not.toMatch(/warns|certificate|unsafe/);
  });

  it("does not pretend that a link of this computer works elsewhere", () => {
    const local = text({}, "http://localhost:3000/meeting/abc-defg-hij");
    expect(local).toContain("For now it works on the host’s own computer only.");
    expect(local).not.toMatch(/certificate/);
  });

  it("promises nothing about a front end of one's own", () => {
    const own = text({}, "https://meet.example.org/meeting/abc-defg-hij");
    expect(own).not.toMatch(/certificate|network/);
  });
});

describe("the e-mail", () => {
  const read = (url: string) => {
    const { protocol, pathname, search } = new URL(url);
    expect([protocol, pathname]).toEqual(["mailto:", ""]);
    // Not `URLSearchParams`: a plus in a mailto is a plus.
    return Object.fromEntries(
      search
        .slice(1)
        .split("&")
        .map((part) => part.split("=").map(decodeURIComponent)),
    ) as Record<string, string>;
  };

  it.each([
    ["Q&A, part 1 + 2 = 50%?", "One\nTwo & three = four\n#5 “six”"],
    ["Обзор 🎨", "設計\nمراجعة"],
    ["a?b&body=c", "https://x.example/?a=b&subject=d#k=e"],
    ["(it's *fine*!)", "'"],
  ])("carries “%s” unharmed, in letters that every system takes", (subject, body) => {
    const url = mailto(subject, body);
    expect(url).toMatch(/^mailto:\?subject=[\w.~%-]*&body=[\w.~%-]*$/);
    expect(read(url)).toEqual({ subject, body: body.replaceAll("\n", "\r\n") });
  });

  it("has no line that ends otherwise than mail does", () => {
    expect(mailto("", "a\nb\r\nc\rd")).toBe("mailto:?subject=&body=a%0D%0Ab%0D%0Ac%0D%0Ad");
  });

  it("is shortened rather than cut off", () => {
    const long = invited({ title: `Réunion ${"é".repeat(60)}`.slice(0, 60) });
    const bodies = [invitation(long), invitation(long, "short")];
    const whole = mailto(subjectOf(long), bodies[0] ?? "");
    const sent = mailtoFitting(subjectOf(long), bodies);
    expect(whole.length).toBeGreaterThan(LONGEST_MAIL);
    expect(sent.length).toBeLessThanOrEqual(LONGEST_MAIL);
    expect(read(sent).body).toContain(away);
  });
});

describe("in each language", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it.each(languages)("the short one fits into an e-mail: %s", async (language) => {
    vi.resetModules();
    vi.stubGlobal("window", {});
    vi.stubGlobal("location", { search: `?lang=${language}` });
    vi.stubGlobal("navigator", { languages: [] });
    vi.stubGlobal("document", { documentElement: {} });
    const texts = await import("../../../texts/index.ts");
    await texts.speak({
      [`/${language}/`]: () => import(`../../../texts/${language}/sharing.ts`),
    });
    expect(texts.language).toBe(language);
    const said = await import("./invitation.ts");
    const long = invited({
      title: "設計レビュー",
      schedule: { starts_at: "2026-11-24T13:00:00Z", minutes: 90 },
    });
    const url = mailto(said.subjectOf(long), said.invitation(long, "short"));
    expect(url).toContain("192.168.1.7");
    expect(url.length).toBeLessThanOrEqual(LONGEST_MAIL);
    expect(said.invitation(long)).toContain(`\n${away}\n`);
    expect(said.invitation(long)).not.toMatch(/sharing\.|[{}]/);
  });
});
