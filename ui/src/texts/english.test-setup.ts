/** Tests read English, all of it. */
import "./areas/call.ts";
import "./areas/chat.ts";
import "./areas/common.ts";
import "./areas/console.ts";
import "./areas/endings.ts";
import "./areas/lobby.ts";
import "./areas/people.ts";
import "./areas/prejoin.ts";
import "./areas/settings.ts";
import "./areas/sharing.ts";
import "./areas/trust.ts";
import "./areas/window.ts";
