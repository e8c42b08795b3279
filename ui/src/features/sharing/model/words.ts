/**
 * Where a link works, and how each address is, said in words.
 *
 * Deliberately absent: anything that draws, and any promise that was not kept when it was tried.
 */
import type { Meeting, SharedAddress, Sharing } from "../../../api/types.ts";
import { date, list } from "../../../texts/formats.ts";
import { t } from "../../../texts/index.ts";
import { isOn } from "./store.ts";

/** For whom a link works: on this computer, on its network, or wherever a front end of one's own is. */
export type Reach = "computer" | "network" | "front_end";

const here = /^(localhost|127(\.\d+){3}|\[::1\])$/;

export function reachOf(link: string, sharing: Sharing | null): Reach {
  const { hostname, origin } = new URL(link);
  if (here.test(hostname)) return "computer";
  const ours = [sharing?.link_base, ...(sharing?.addresses ?? []).map(({ url }) => url)];
  return ours.some((url) => url && new URL(url).origin === origin) ? "network" : "front_end";
}

export function reachWords(link: string, sharing: Sharing | null): string {
  const reach = reachOf(link, sharing);
  return reach === "front_end"
    ? t("sharing.reach_front_end", { host: new URL(link).host })
    : t(`sharing.reach_${reach}`);
}

/** Whether a meeting may be opened from other computers, as long as anything is shared. */
export const isShared = (meeting: Meeting, sharing: Sharing | null): boolean =>
  sharing?.scope === "chosen" ? meeting.shared : true;

/** Why links of a meeting stay on this computer though something is shared; null where they don't. */
export function whyHere(meeting: Meeting, sharing: Sharing | null): string | null {
  if (sharing === null || sharing.state === "off") return null;
  if (sharing.state === "failed") return sharing.detail ?? t("sharing.failed");
  if (sharing.state === "starting") return t("sharing.starting");
  if (!isShared(meeting, sharing)) return t("sharing.not_this_one");
  return openOnes(sharing).length === 0 ? t("sharing.no_network") : null;
}

export const openOnes = (sharing: Sharing): SharedAddress[] =>
  sharing.addresses.filter(({ state }) => state === "open");

/** Whether links can be opened on the network right now. */
export const isReachable = (sharing: Sharing | null): boolean =>
  sharing !== null && isOn(sharing) && openOnes(sharing).length > 0;

export const kindWords = ({ kind }: SharedAddress): string => t(`sharing.kind_${kind}`);

/** One sentence about one address: whether it is open, and if not, why. */
export function addressWords(address: SharedAddress, sharing: Sharing): string {
  if (address.state === "failed") return address.detail ?? t("sharing.address_failed");
  if (address.state === "open") {
    return t(address.preferred ? "sharing.address_preferred" : "sharing.address_open");
  }
  if (address.detail) return address.detail;
  if (!address.chosen) {
    return t(
      address.kind === "vpn" || address.kind === "container"
        ? `sharing.address_${address.kind}`
        : "sharing.address_unused",
    );
  }
  return t(isOn(sharing) ? "sharing.address_opening" : "sharing.address_ready");
}

export function certificateWords(
  { own, not_after, names }: NonNullable<Sharing["certificate"]>,
  now: Date,
): string {
  const until = date(new Date(not_after), now);
  return own
    ? t("sharing.certificate_own", { names: list(names), until })
    : t("sharing.certificate_ours", { until });
}
