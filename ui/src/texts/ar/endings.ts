import type { Translation } from "../index.ts";

export default {
  "endings.rejoin": "العودة إلى الاجتماع",
  "endings.other_code": "إدخال رمز آخر",

  "endings.left": "لقد غادرت",
  "endings.left_words": "الكاميرا والميكروفون متوقفان. يمكنك العودة بالرابط نفسه.",
  "endings.removed": "تمت إزالتك",
  "endings.removed_words": "أزالك المضيف من هذا الاجتماع. إن كان ذلك خطأً فاطلب منه دعوتك من جديد.",
  "endings.ended": "انتهى الاجتماع",
  "endings.ended_words": "أنهاه المضيف ولم يعد رابطه يعمل. يمكنك إغلاق هذه الصفحة.",
  "endings.closed": "انتهى الاجتماع",
  "endings.closed_words": "أغلقه المضيف للجميع. عندما يفتحه من جديد يعيدك الرابط نفسه.",
  "endings.lost": "انقطع الاتصال",
  "endings.lost_words":
    "لا يمكن الوصول إلى حاسوب المضيف. تأكد من اتصالك بالإنترنت، واسأل المضيف هل ما زال Confab يعمل.",
  "endings.failed": "تعذّر بدء المكالمة",
  "endings.failed_words":
    "حدث خطأ في هذا المتصفح. عُد إلى الاجتماع، وإن لم ينجح ذلك فأعد تحميل الصفحة.",
  "endings.elsewhere": "انضممت من مكان آخر",
  "endings.elsewhere_words":
    "انتقل مكانك في هذه المكالمة إلى علامة تبويب أو جهاز آخر. عُد إلى الاجتماع ليكون هنا.",
  "endings.full": "هذا الاجتماع ممتلئ",
  "endings.full_words": "بلغ عدد الحاضرين ما سمح به المضيف. حاول مجددًا عندما يغادر أحدهم.",
  "endings.locked": "هذا الاجتماع مقفل",
  "endings.locked_words": "لا يسمح المضيف بدخول أحد آخر الآن. اطلب منه فتحه، ثم حاول مجددًا.",
  "endings.denied": "لم يُسمح لك بالدخول",
  "endings.denied_words":
    "لم يسمح لك المضيف بالدخول هذه المرة. إن كان ذلك خطأً فاسأله ثم حاول مجددًا.",
  "endings.not_found": "الاجتماع غير موجود",
  "endings.not_found_words":
    "قد يكون في الرابط خطأ مطبعي، أو أن المضيف حذف الاجتماع. اطلب منه رابطًا جديدًا.",

  "endings.blocked": "رفض متصفحك المكالمة",
  "endings.blocked_words": "وصلت هذه الصفحة، لكن اتصال المكالمة لم يصل.",
  "endings.unreachable": "لا يمكن الوصول إلى الاجتماع",
  "endings.unreachable_words":
    "تأكد من اتصالك بالإنترنت ومن أن Confab يعمل على حاسوب المضيف. ثم اضغط انضمام مرة أخرى.",
  "endings.bad_host_code": "هذا المدخل يعمل مرة واحدة فقط",
  "endings.bad_host_code_words":
    "اضغط انضمام في Confab مرة أخرى للدخول كمضيف، أو انضم من هنا كضيف.",
  "endings.bad_name": "لا يمكن استخدام هذا الاسم",
  "endings.bad_name_words": "اختر اسمًا أقصر من حروف وأرقام.",
  "endings.too_many_tries": "محاولات كثيرة جدًا",
  "endings.wait_seconds":
    "{seconds, plural, zero {انتظر لحظة ثم اضغط انضمام مرة أخرى.} one {انتظر ثانية ثم اضغط انضمام مرة أخرى.} two {انتظر ثانيتين ثم اضغط انضمام مرة أخرى.} few {انتظر # ثوانٍ ثم اضغط انضمام مرة أخرى.} many {انتظر # ثانية ثم اضغط انضمام مرة أخرى.} other {انتظر # ثانية ثم اضغط انضمام مرة أخرى.}}",
  "endings.wait_a_moment": "انتظر لحظة ثم اضغط انضمام مرة أخرى.",
  "endings.unknown": "لم ينجح الانضمام",
  "endings.unknown_words": "حدث خطأ على حاسوب المضيف. انتظر لحظة ثم اضغط انضمام مرة أخرى.",
} satisfies Translation<"endings">;
