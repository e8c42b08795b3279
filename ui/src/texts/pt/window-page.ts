import common from "./common.ts";
import console from "./console.ts";
import seal from "./seal.ts";
import settings from "./settings.ts";
import window from "./window.ts";

export default { ...common, ...window, ...settings, ...console, ...seal };
