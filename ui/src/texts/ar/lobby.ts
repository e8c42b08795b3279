import type { Translation } from "../index.ts";

export default {
  "lobby.waiting": "في انتظار السماح بالدخول",
  "lobby.hosts":
    "{count, plural, zero {يعلم المضيف أنك هنا.} one {يستضيف {names} هذا الاجتماع ويعلم أنك هنا.} two {يستضيف {names} هذا الاجتماع ويعلمان أنك هنا.} few {يستضيف {names} هذا الاجتماع ويعلمون أنك هنا.} many {يستضيف {names} هذا الاجتماع ويعلمون أنك هنا.} other {يستضيف {names} هذا الاجتماع ويعلمون أنك هنا.}}",
  "lobby.no_host": "يعلم المضيف أنك هنا.",
  "lobby.as": "تنتظر باسم {name}.",
  "lobby.next": "أنت التالي.",
  "lobby.place": "أنت رقم {place} من {of}.",
  "lobby.asking": "جارٍ طلب الانضمام…",
  "lobby.slow":
    "يستغرق هذا وقتًا أطول من المعتاد. قد يكون حاسوب المضيف مشغولًا أو في وضع السكون أو غير متصل.",
  "lobby.reconnecting": "انقطع الاتصال. يحاول Confab مجددًا؛ أبقِ هذه الصفحة مفتوحة.",
  "lobby.many":
    "ينتظر كثيرون بالفعل. سيسأل Confab من جديد تلقائيًا بعد لحظة؛ أبقِ هذه الصفحة مفتوحة.",
  "lobby.stop": "التوقف عن الانتظار",
} satisfies Translation<"lobby">;
