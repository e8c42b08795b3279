import type { Translation } from "../index.ts";

export default {
  "settings.title": "الإعدادات",
  "settings.reading": "جارٍ قراءة الإعدادات…",
  "settings.saved": "حُفظت الإعدادات",
  "settings.restart_needed": "تم الحفظ. تسري المنافذ والروابط والخادم بعد إعادة التشغيل.",
  "settings.restart_interrupts":
    "{count, plural, zero {لا أحد في الداخل.} one {شخص واحد في الداخل وسينقطع اتصاله.} two {شخصان في الداخل وسينقطع اتصالهما.} few {# أشخاص في الداخل وسينقطع اتصالهم.} many {# شخصًا في الداخل وسينقطع اتصالهم.} other {# شخص في الداخل وسينقطع اتصالهم.}}",
  "settings.restart": "إعادة التشغيل الآن",

  "settings.you": "أنت",
  "settings.links": "الروابط",
  "settings.server": "خادم الاجتماعات",
  "settings.ports": "المنافذ",
  "settings.ports_hint": "غيّر أحدها إن كان برنامج آخر يستخدمه. الصفر يعني أي منفذ متاح.",

  "settings.name": "اسمك",
  "settings.name_hint": "يراه الآخرون عندما تنضم من هذه النافذة.",
  "settings.appearance": "المظهر",
  "settings.appearance_system": "مثل النظام",
  "settings.appearance_light": "فاتح",
  "settings.appearance_dark": "داكن",
  "settings.frontend_url": "واجهتك الخاصة",
  "settings.frontend_url_hint": "ما تبدأ به روابط الاجتماعات. اتركه فارغًا لصفحة الضيوف في Confab.",
  "settings.guest_port": "صفحة الضيوف",
  "settings.api_port": "واجهة البرمجة للبرامج",
  "settings.signal_port": "الإشارات",
  "settings.rtc_tcp_port": "الوسائط، TCP",
  "settings.rtc_udp_port": "الوسائط، UDP",
  "settings.livekit_url": "عنوان الخادم",
  "settings.livekit_url_hint":
    "مثلًا wss://example.livekit.cloud. اتركه فارغًا للخادم المرفق مع Confab.",
  "settings.livekit_api_key": "مفتاح واجهة البرمجة",
  "settings.livekit_api_secret": "سر واجهة البرمجة",
  "settings.livekit_server": "برنامج الخادم",
  "settings.livekit_server_hint": "اتركه فارغًا للبرنامج المرفق مع Confab.",
  "settings.browser": "متصفح المكالمات",
  "settings.browser_hint":
    "حيث لا تستطيع النافذة عرض المكالمة بنفسها. اتركه فارغًا لأول متصفح يُعثر عليه.",

  "settings.set": "محدد",
  "settings.kept": "هناك سر محدد ولا يُعرض. اكتب سرًا جديدًا لاستبداله.",
  "settings.fixed_by": "محدد في البيئة عبر {variable}. غيّره هناك.",
  "settings.fixed": "محدد في البيئة. غيّره هناك.",

  "settings.name_missing": "اكتب الاسم الذي سيراه الآخرون.",
  "settings.name_long": "استخدم 100 حرف على الأكثر.",
  "settings.port_wrong": "اختر رقمًا من 1 إلى 65535، أو 0 لأي منفذ متاح.",
  "settings.port_twice": "‏«{other}» يستخدم هذا المنفذ. اختر منفذًا آخر.",
  "settings.frontend_url_wrong": "اكتب عنوانًا يبدأ بـ http://‎ أو https://‎.",
  "settings.livekit_url_wrong": "اكتب عنوانًا يبدأ بـ wss://‎ أو ws://‎ أو https://‎ أو http://‎.",
  "settings.livekit_api_key_missing": "يحتاج خادمك الخاص إلى مفتاح واجهة البرمجة.",
  "settings.livekit_api_secret_missing": "يحتاج خادمك الخاص إلى سر واجهة البرمجة.",
} satisfies Translation<"settings">;
