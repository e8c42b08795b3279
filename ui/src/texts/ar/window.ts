import type { Translation } from "../index.ts";

export default {
  "window.new_meeting": "اجتماع جديد",
  "window.meetings": "الاجتماعات",
  "window.all_meetings": "كل الاجتماعات",
  "window.meeting": "الاجتماع",
  "window.live": "جارية الآن",
  "window.earlier": "سابقة",
  "window.search": "البحث في الاجتماعات",
  "window.search_hint": "ابحث بالعنوان أو الرمز",
  "window.reading": "جارٍ قراءة اجتماعاتك…",

  "window.empty": "ستظهر اجتماعاتك هنا",
  "window.empty_words":
    "ضغطة واحدة تنشئ اجتماعًا وتنسخ رابطه. كل من يفتح الرابط في متصفح يمكنه الانضمام دون تثبيت أي شيء.",
  "window.not_found": "لا يوجد اجتماع في عنوانه أو رمزه «{query}».",
  "window.show_all": "عرض الكل",
  "window.slow": "يستغرق هذا وقتًا أطول من المعتاد",
  "window.slow_server":
    "يبدأ خادم الاجتماعات عادةً خلال ثوانٍ قليلة. سيخبرك Confab هنا إن فشل؛ وحتى ذلك الحين يمكنك الاطلاع على إعداداته.",
  "window.slow_list": "كان ينبغي أن تظهر اجتماعاتك هنا الآن. قد تفيد إعادة تشغيل Confab.",

  "window.waiting":
    "{count, plural, zero {لا أحد ينتظر} one {شخص ينتظر} two {شخصان ينتظران} few {# ينتظرون} many {# ينتظرون} other {# ينتظرون}}",
  "window.nobody_inside": "لا أحد في الداخل",
  "window.inside":
    "{count, plural, zero {لا أحد} one {شخص واحد} two {شخصان} few {# أشخاص} many {# شخصًا} other {# شخص}}",
  "window.more":
    "{count, plural, zero {لا أحد غيرهم} one {شخص آخر} two {شخصان آخران} few {# آخرون} many {# آخرون} other {# آخرون}}",
  "window.today": "اليوم",
  "window.yesterday": "أمس",
  "window.day_and_time": "{day}، {time}",
  "window.created": "أُنشئ {day}، {time}",
  "window.joined": "انضم {when}",
  "window.since": "منذ {when}",

  "window.copy_link": "نسخ الرابط",
  "window.link_copied": "نُسخ الرابط",
  "window.link_not_copied": "تعذر نسخ الرابط: حدده وانسخه يدويًا.",
  "window.made": "أُنشئ الاجتماع ونُسخ رابطه",
  "window.made_not_copied": "أُنشئ الاجتماع. تعذر نسخ الرابط: حدده وانسخه يدويًا.",
  "window.undo": "تراجع",
  "window.undone": "أُلغي الاجتماع الجديد.",
  "window.undo_too_late": "انضم أحدهم بالفعل، لذلك يبقى الاجتماع.",
  "window.opens_in_browser": "تُفتح المكالمة في متصفحك.",

  "window.back": "رجوع",
  "window.title": "العنوان",
  "window.rename": "إعادة التسمية",
  "window.give_title": "إضافة عنوان",
  "window.link": "الرابط",
  "window.link_later": "يظهر الرابط عندما يؤدي إلى صفحة الضيوف.",
  "window.most": "أقصى عدد في الوقت نفسه",
  "window.room_for":
    "يتسع لـ{count, plural, zero {لا أحد} one {شخص واحد} two {شخصين} few {# أشخاص} many {# شخصًا} other {# شخص}}",
  "window.change": "تغيير",
  "window.limit_wrong": "اختر رقمًا من 1 إلى 1000.",

  "window.delete_title": "حذف «{meeting}»؟",
  "window.delete_nobody": "لا أحد في الداخل. سيتوقف الرابط عن العمل نهائيًا.",
  "window.delete_people":
    "{count, plural, zero {لا أحد في الداخل. سيتوقف الرابط عن العمل نهائيًا.} one {شخص واحد في الداخل وسيُقطع اتصاله. سيتوقف الرابط عن العمل نهائيًا.} two {شخصان في الداخل وسيُقطع اتصالهما. سيتوقف الرابط عن العمل نهائيًا.} few {# أشخاص في الداخل وسيُقطع اتصالهم. سيتوقف الرابط عن العمل نهائيًا.} many {# شخصًا في الداخل وسيُقطع اتصالهم. سيتوقف الرابط عن العمل نهائيًا.} other {# شخص في الداخل وسيُقطع اتصالهم. سيتوقف الرابط عن العمل نهائيًا.}}",
  "window.deleted": "حُذف «{meeting}»",

  "window.close_title":
    "{count, plural, zero {لا أحد في «{meeting}»} one {يوجد شخص واحد في «{meeting}»} two {يوجد شخصان في «{meeting}»} few {يوجد # أشخاص في «{meeting}»} many {يوجد # شخصًا في «{meeting}»} other {يوجد # شخص في «{meeting}»}}",
  "window.close_title_several":
    "{count, plural, zero {لا أحد} one {يوجد شخص واحد} two {يوجد شخصان} few {يوجد # أشخاص} many {يوجد # شخصًا} other {يوجد # شخص}} في {meetings, plural, zero {الاجتماعات} one {اجتماع واحد} two {اجتماعين} few {# اجتماعات} many {# اجتماعًا} other {# اجتماع}}",
  "window.close_words": "يعمل الاجتماع على هذا الحاسوب. إذا أُغلق Confab فسينتهي للجميع.",
  "window.close_words_several": "تعمل الاجتماعات على هذا الحاسوب. إذا أُغلق Confab فستنتهي للجميع.",
  "window.close_keep": "إبقاؤه قيد التشغيل",
  "window.close_end": "إنهاء للجميع",

  "window.confused": "لم يقدم Confab جوابًا مفهومًا. حاول مجددًا.",
  "window.failed": "حدث خطأ ما. حاول مجددًا.",

  "window.how_things_are": "حالة البرنامج",
  "window.could_not_start": "تعذر تشغيل Confab",
  "window.unknown_reason": "السبب غير معروف. قد تفيد إعادة المحاولة.",
  "window.starting_server": "جارٍ تشغيل خادم الاجتماعات…",
  "window.see_what_to_do": "ما العمل؟",
  "window.see_why": "ما السبب؟",
  "window.server_not_running": "الخادم لا يعمل",
  "window.interrupted": "انقطعت التحديثات المباشرة. جارٍ إعادة الاتصال…",
  "window.server_away": "الخادم غائب ويعود تلقائيًا…",
  "window.no_links_yet": "الروابط لا تعمل بعد",
  "window.ready": "الخادم جاهز · الروابط تعمل على هذا الحاسوب",
  "window.ready_but": "الروابط تعمل على هذا الحاسوب · {trouble}",
  "window.but_guest": "صفحة الضيوف مغلقة",
  "window.but_local": "لا تستطيع برامجك الوصول إلى Confab",
  "window.but_signal": "لا تستطيع واجهتك بدء المكالمات",

  "window.still_starting": "ما زال Confab يبدأ التشغيل.",
  "window.did_not_start": "تعذر تشغيل Confab.",
  "window.guest_page_closed": "صفحة الضيوف غير مفتوحة، فلن تؤدي الروابط إلى شيء.",
  "window.why_not_running": "خادم الاجتماعات لا يعمل.",
  "window.why_away": "خادم الاجتماعات غائب. سيعود تلقائيًا.",
  "window.why_starting": "ما زال خادم الاجتماعات يبدأ التشغيل.",

  "window.door_guest": "صفحة الضيوف",
  "window.door_local": "واجهة البرمجة لبرامجك",
  "window.door_signal": "الإشارات لواجهتك",
  "window.door_guest_for": "يفتح الضيوف روابطهم هنا.",
  "window.door_local_for": "تنشئ البرامج والواجهات على هذا الحاسوب اجتماعاتها هنا.",
  "window.door_signal_for": "تصل الواجهات على هذا الحاسوب مكالماتها هنا.",
  "window.door_guest_cure":
    "اختر في الإعدادات منفذًا آخر لصفحة الضيوف، أو حدد واجهتك الخاصة إن كانت هي ما يعمل هناك. ثم حاول مجددًا.",
  "window.door_local_cure": "اختر في الإعدادات منفذًا آخر لواجهة البرمجة. ثم حاول مجددًا.",
  "window.door_signal_cure": "اختر في الإعدادات منفذًا آخر للإشارات. ثم حاول مجددًا.",
  "window.door_open": "مفتوح",
  "window.door_failed": "غير مفتوح",
  "window.door_failed_words": "تعذر فتح هذا الباب.",
  "window.door_closed": "مغلق",
  "window.door_closed_words": "لا حاجة إليه في الوضع الحالي.",

  "window.server": "خادم الاجتماعات",
  "window.server_ready": "جاهز",
  "window.server_ready_words": "يمكن بدء المكالمات في أي وقت.",
  "window.server_gone": "غائب",
  "window.server_gone_words": "توقف الخادم عن الاستجابة. يعمل Confab على إعادته.",
  "window.server_gone_cure": "لا حاجة إلى فعل شيء: من هم في مكالمة يعاد اتصالهم تلقائيًا.",
  "window.server_failed": "لا يعمل",
  "window.server_failed_words": "تعذر تشغيل الخادم.",
  "window.server_failed_cure": "حاول مجددًا. إن لم ينفع ذلك فراجع خادم الاجتماعات في الإعدادات.",
  "window.server_starting": "يبدأ التشغيل",
  "window.server_starting_words": "الخادم يستعد.",
} satisfies Translation<"window">;
