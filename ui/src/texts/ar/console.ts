import type { Translation } from "../index.ts";

export default {
  "console.room": "في الغرفة",
  "console.chat": "الدردشة",
  "console.settings": "الإعدادات",
  "console.parts": "هذا الاجتماع",
  "console.nobody": "لا أحد في الداخل. أرسل الرابط، أو انضم لتنتظر ضيوفك.",

  "console.mute_all": "كتم الجميع",
  "console.muted_all":
    "{count, plural, =0 {الجميع مكتومون بالفعل} zero {الجميع مكتومون بالفعل} one {كُتم شخص واحد} two {كُتم شخصان} few {كُتم # أشخاص} many {كُتم # شخصًا} other {كُتم # شخص}}",
  "console.lock": "قفل",
  "console.lobby": "الردهة",
  "console.more": "المزيد لهذا الاجتماع",
  "console.lower_hands": "خفض كل الأيدي",
  "console.unlight": "إنهاء العرض المكبّر",
  "console.end": "إنهاء للجميع",

  "console.microphone_on": "الميكروفون قيد التشغيل",
  "console.microphone_off": "مكتوم",
  "console.camera_on": "الكاميرا قيد التشغيل",
  "console.camera_off": "الكاميرا متوقفة",
  "console.sharing": "يشارك",
  "console.hand": "اليد مرفوعة",
  "console.hand_place": "اليد مرفوعة، رقم {place}",
  "console.spotlit": "معروض مكبّرًا",
  "console.host": "المضيف",
  "console.cohost": "مضيف مشارك",
  "console.joining": "ينضم…",

  "console.mute": "كتم {name}",
  "console.ask": "طلب تشغيل الميكروفون من {name}",
  "console.asked": "طُلب من {name} تشغيل الميكروفون",
  "console.more_for": "المزيد لـ {name}",
  "console.stop_camera": "إيقاف الكاميرا",
  "console.stop_sharing": "إيقاف المشاركة",
  "console.lower_hand": "خفض اليد",
  "console.light": "عرض مكبّر للجميع",
  "console.make_cohost": "تعيين مضيفًا مشاركًا",
  "console.make_guest": "إلغاء دور المضيف المشارك",
  "console.make_guest_name": "إلغاء دور المضيف المشارك عن {name}",
  "console.cohosts_away": "مضيفون مشاركون خارج الاجتماع",
  "console.last_inside": "آخر حضور: {when}",
  "console.rename": "إعادة التسمية",
  "console.remove": "إزالة",

  "console.rename_title": "إعادة تسمية {name}",
  "console.rename_name": "الاسم",
  "console.rename_hint": "يرى كل من في المكالمة هذا الاسم.",
  "console.rename_none": "اكتب اسمًا.",

  "console.remove_title": "إزالة {name}؟",
  "console.remove_words": "يغادر هذا الشخص فورًا ولا يمكنه العودة بهذا المتصفح.",
  "console.newcomers_wait": "القادمون الجدد ينتظرون إذني",
  "console.newcomers_hint": "لا يمكن التعرف على متصفح آخر: من يأتي بعد ذلك ينتظر حتى تُدخله.",
  "console.removed": "أُزيل {name}",

  "console.waiting":
    "{count, plural, zero {لا أحد ينتظر} one {شخص واحد ينتظر} two {شخصان ينتظران} few {# أشخاص ينتظرون} many {# شخصًا ينتظرون} other {# شخص ينتظرون}}",
  "console.waiting_list": "في الانتظار",
  "console.first_in_line": "الأول في الدور",
  "console.in_line": "رقم {place} في الدور",
  "console.since":
    "{minutes, plural, =0 {الآن} zero {الآن} one {منذ دقيقة} two {منذ دقيقتين} few {منذ # دقائق} many {منذ # دقيقة} other {منذ # دقيقة}}",
  "console.admit": "إدخال",
  "console.admit_name": "إدخال {name}",
  "console.admit_all": "إدخال الجميع",
  "console.deny_all": "رفض الجميع",
  "console.deny_all_title": "رفض جميع المنتظرين؟",
  "console.deny_all_words": "يمكنهم الطلب مجددًا. لمنع دخول أي شخص جديد، أقفل الاجتماع.",
  "console.denied_all":
    "{count, plural, zero {لم يُرفض دخول أحد} one {رُفض دخول شخص واحد} two {رُفض دخول شخصين} few {رُفض دخول # أشخاص} many {رُفض دخول # شخصًا} other {رُفض دخول # شخص}}",
  "console.deny": "رفض",
  "console.deny_name": "رفض {name}",
  "console.deny_title": "رفض دخول {name}؟",
  "console.deny_words": "سيقرأ جملتك، أو أن المضيف لم يسمح له بالدخول.",
  "console.deny_sentence": "جملة توضيحية إن أردت",
  "console.denied": "رُفض دخول {name}",

  "console.ending":
    "{seconds, plural, =0 {جارٍ الإنهاء للجميع…} zero {جارٍ الإنهاء للجميع…} one {ينتهي للجميع بعد ثانية} two {ينتهي للجميع بعد ثانيتين} few {ينتهي للجميع بعد # ثوانٍ} many {ينتهي للجميع بعد # ثانية} other {ينتهي للجميع بعد # ثانية}}",
  "console.dont_end": "عدم الإنهاء",
  "console.end_now": "الإنهاء الآن",

  "console.getting_in": "الدخول",
  "console.rule_locked": "قفل الاجتماع",
  "console.rule_locked_hint": "لا يدخل أحد جديد. ومن يفقد الاتصال يعود.",
  "console.rule_lobby": "القادمون الجدد ينتظرون إذنك",
  "console.rule_lobby_hint": "تُدخلهم واحدًا واحدًا أو جميعًا دفعة واحدة.",
  "console.in_the_call": "في المكالمة",
  "console.rule_microphones": "قفل الميكروفونات",
  "console.rule_microphones_hint": "لا يتحدث إلا المضيفون.",
  "console.rule_shares": "يمكن للضيوف مشاركة شاشاتهم",
  "console.rule_chats": "يمكن للضيوف الكتابة في الدردشة",
  "console.delete": "حذف هذا الاجتماع",

  "console.is_locked": "مقفل",
  "console.is_lobby": "الردهة",
  "console.is_microphones": "الميكروفونات مقفلة",

  "console.chat_empty": "لم يُقل شيء بعد.",
  "console.chat_reading": "جارٍ قراءة الدردشة…",
  "console.chat_field": "رسالة",
  "console.chat_placeholder": "اكتب للجميع",
  "console.chat_send": "إرسال",
  "console.chat_clear": "مسح الدردشة",
  "console.chat_clear_title": "مسح الدردشة؟",
  "console.chat_clear_words": "تختفي الرسائل والملفات للجميع نهائيًا.",
  "console.chat_clear_verb": "مسح",
  "console.chat_cleared": "الدردشة فارغة الآن",
  "console.chat_deleted": "حُذفت هذه الرسالة.",
  "console.chat_delete": "حذف رسالة {name}",
  "console.chat_reply": "رد على {name}: {text}",
  "console.chat_save": "حفظ {name}",
  "console.chat_saved": "حُفظ باسم {place}",
  "console.chat_messages": "الرسائل",
  "console.chat_news":
    "{count, plural, zero {لا رسائل جديدة} one {رسالة جديدة واحدة} two {رسالتان جديدتان} few {# رسائل جديدة} many {# رسالة جديدة} other {# رسالة جديدة}}",

  "console.overview": "كل الاجتماعات الجارية",
  "console.overview_title":
    "{count, plural, zero {لا اجتماعات جارية} one {اجتماع جارٍ واحد} two {اجتماعان جاريان} few {# اجتماعات جارية} many {# اجتماعًا جاريًا} other {# اجتماع جارٍ}}",
  "console.overview_total":
    "{count, plural, zero {لا أحد في الداخل} one {شخص واحد في الداخل} two {شخصان في الداخل} few {# أشخاص في الداخل} many {# شخصًا في الداخل} other {# شخص في الداخل}}",
  "console.hands_up":
    "{count, plural, zero {لا أيدي مرفوعة} one {يد مرفوعة} two {يدان مرفوعتان} few {# أيدٍ مرفوعة} many {# يدًا مرفوعة} other {# يد مرفوعة}}",
  "console.speaking_up":
    "{count, plural, =0 {الجميع مكتومون} zero {الجميع مكتومون} one {ميكروفون واحد يعمل} two {ميكروفونان يعملان} few {# ميكروفونات تعمل} many {# ميكروفونًا يعمل} other {# ميكروفون يعمل}}",
  "console.shares":
    "{count, plural, zero {لا أحد يشارك} one {يشارك {names}} two {يشارك {names}} few {يشارك {names}} many {يشارك {names}} other {يشارك {names}}}",

  "console.one_waits": "ينتظر {name} في {title}",
  "console.some_wait": "عدد المنتظرين في {title}: {count}",
  "console.some_wait_in": "عدد المنتظرين: {count} في {meetings} من الاجتماعات",
} satisfies Translation<"console">;
