/**
 * Where this page was opened, what the server wrote into it, and the connection before the click on
 * Join. Imported first: that connection is asked for while React is still being evaluated.
 */
import { choices } from "../features/prejoin/memory.ts";
import { prepareCall, warmFor } from "../features/warm/enter.ts";
import { placeOf, takeHostCode } from "./place.ts";

export const hostCode = takeHostCode();
export const place = placeOf(location.pathname);

/** The server answers 404 with this same page; where the browser tells, nothing needs asking. */
function arrivedUnknown(): boolean {
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return arrival?.responseStatus === 404;
}

const told = (name: string) =>
  document.querySelector<HTMLMetaElement>(`meta[name="confab-${name}"]`)?.content.trim() ?? "";

/** The page itself came with "not found". */
export const unknown = arrivedUnknown();
export const title = told("title");
/** By what the key of an encrypted meeting is known; such a meeting has a page of its own. */
export const sealed = unknown ? "" : told("e2ee");
/** People are let in one by one. */
export const lobby = told("entry") === "lobby";
/** A connection may be made before the click on Join. */
export const warms = told("entry") === "";

export const early =
  place.at === "meeting" && warms && !hostCode && !sealed && !unknown ? warmFor(place.id) : null;

early?.begin();
// Who has been here before has the call's code in this browser, and may press Join at once. For
// everybody else the name field comes first.
if (early && choices().name) prepareCall();
