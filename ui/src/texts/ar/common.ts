import type { Translation } from "../index.ts";

export default {
  "common.cancel": "إلغاء",
  "common.close": "إغلاق",
  "common.delete": "حذف",
  "common.dismiss": "إخفاء",
  "common.join": "انضمام",
  "common.camera": "الكاميرا",
  "common.microphone": "الميكروفون",
  "common.speaker": "مكبر الصوت",
  "common.devices": "الأجهزة",
  "common.none_found": "لم يُعثر على شيء",
  "common.is_on": "{what}: قيد التشغيل",
  "common.is_off": "{what}: متوقف",

  "common.others":
    "{count, plural, zero {لا أحد غيرهم} one {شخص آخر} two {شخصان آخران} few {# أشخاص آخرين} many {# شخصًا آخر} other {# شخص آخر}}",
  "common.people":
    "{count, plural, zero {لا أحد} one {شخص واحد} two {شخصان} few {# أشخاص} many {# شخصًا} other {# شخص}}",
  "common.check_connection": "فحص اتصالي",
  "common.save": "حفظ",
  "common.try_again": "إعادة المحاولة",

  "common.broken": "حدث خطأ ما",
  "common.broken_words": "واجهت هذه الصفحة مشكلة داخلية. إعادة تحميلها تحل الأمر عادةً.",
  "common.load_again": "إعادة التحميل",
} satisfies Translation<"common">;
