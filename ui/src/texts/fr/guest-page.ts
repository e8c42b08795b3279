import call from "./call.ts";
import chat from "./chat.ts";
import common from "./common.ts";
import endings from "./endings.ts";
import lobby from "./lobby.ts";
import people from "./people.ts";
import prejoin from "./prejoin.ts";
import seal from "./seal.ts";
import trust from "./trust.ts";

export default {
  ...common,
  ...prejoin,
  ...lobby,
  ...endings,
  ...call,
  ...chat,
  ...people,
  ...seal,
  ...trust,
};
