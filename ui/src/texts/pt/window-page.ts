import common from "./common.ts";
import console from "./console.ts";
import seal from "./seal.ts";
import selfcheck from "./selfcheck.ts";
import settings from "./settings.ts";
import sharing from "./sharing.ts";
import window from "./window.ts";

export default { ...common, ...window, ...settings, ...selfcheck, ...sharing, ...console, ...seal };
