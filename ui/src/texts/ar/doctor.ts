import type { Translation } from "../index.ts";

export default {
  "doctor.running": "جارٍ الفحص. يستغرق نحو عشرين ثانية…",
  "doctor.verdict_good": "كل شيء يعمل.",
  "doctor.verdict_warning": "يمكنك الانضمام. بعض الأمور يمكن أن تكون أفضل.",
  "doctor.verdict_failed": "هناك عائق.",
  "doctor.again": "الفحص مرة أخرى",
  "doctor.back": "رجوع",
  "doctor.copy": "نسخ التقرير",
  "doctor.copied": "نُسخ التقرير. لا يحتوي على أي أسرار.",
  "doctor.copy_failed": "لا يسمح المتصفح لهذه الصفحة بالنسخ. حدد النص أدناه.",
  "doctor.report": "التقرير",
  "doctor.remedy": "ما يفيد",
  "doctor.state_waiting": "في الانتظار",
  "doctor.state_running": "جارٍ الفحص",
  "doctor.state_good": "جيد",
  "doctor.state_warning": "ليس مثاليًا",
  "doctor.state_failed": "مشكلة",
  "doctor.state_skipped": "لم يُفحص",
  "doctor.skipped": "لم يُفحص، لأن شيئًا قبله لم ينجح.",
  "doctor.name_secure": "صفحة آمنة",
  "doctor.name_api": "Confab",
  "doctor.name_signal": "بدء المكالمات",
  "doctor.name_udp": "الصوت والصورة عبر UDP",
  "doctor.name_tcp": "الصوت والصورة عبر TCP",
  "doctor.name_turn": "المرحّل (TURN)",
  "doctor.name_speed": "السرعة",
  "doctor.name_clock": "الساعة",
  "doctor.name_camera": "الكاميرا",
  "doctor.name_microphone": "الميكروفون",
  "doctor.name_speaker": "مكبر الصوت",
  "doctor.secure_good": "يأتمن المتصفح هذه الصفحة على الكاميرا والميكروفون.",
  "doctor.secure_plain":
    "وصلت هذه الصفحة عبر http العادي، لذا لا يعطيها المتصفح الكاميرا ولا الميكروفون.",
  "doctor.secure_plain_remedy": "اطلب من المضيف الرابط الذي يبدأ بـ https.",
  "doctor.api_good": "أجاب بعد {ms} مللي ثانية.",
  "doctor.api_slow": "استغرق {ms} مللي ثانية ليجيب.",
  "doctor.api_slow_remedy":
    "اقترب من شبكة Wi-Fi أو استخدم كبلًا. وقد يكون حاسوب المضيف مشغولًا أيضًا.",
  "doctor.api_unreachable": "لا يجيب Confab.",
  "doctor.api_unreachable_remedy":
    "تأكد من أنك متصل وعلى شبكة المضيف نفسها، واسأله هل ما زال Confab يعمل.",
  "doctor.api_refused": "أجاب Confab بأن شيئًا ما فشل.",
  "doctor.api_refused_remedy":
    "افحص مرة أخرى بعد قليل. إن استمر ذلك، فاطلب من المضيف أن ينظر في نافذة Confab.",
  "doctor.api_too_often": "فُحص الاتصال من هنا مرات كثيرة.",
  "doctor.api_too_often_remedy":
    "{wait, plural, zero {افحص مرة أخرى الآن.} one {انتظر ثانية، ثم افحص مرة أخرى.} two {انتظر ثانيتين، ثم افحص مرة أخرى.} few {انتظر # ثوانٍ، ثم افحص مرة أخرى.} many {انتظر # ثانية، ثم افحص مرة أخرى.} other {انتظر # ثانية، ثم افحص مرة أخرى.}}",
  "doctor.signal_good": "فُتح خط بدء المكالمات بعد {ms} مللي ثانية.",
  "doctor.signal_server_away": "خادم الاجتماعات خلف Confab لا يعمل.",
  "doctor.signal_server_away_remedy":
    "يعود عادةً خلال ثوانٍ: افحص مرة أخرى. إن استمر ذلك، فاطلب من المضيف أن ينظر في نافذة Confab.",
  "doctor.signal_refused": "لا يسمح خادم الاجتماعات بهذا الفحص.",
  "doctor.signal_refused_remedy": "حمّل الصفحة من جديد، ثم افحص مرة أخرى.",
  "doctor.signal_blocked":
    "يجيب Confab، لكن شيئًا في الطريق يحجب الخط الذي تبدأ به المكالمات (WebSocket).",
  "doctor.signal_blocked_remedy":
    "يفعل ذلك وكيل (بروكسي) أو مضاد فيروسات أو إضافة في المتصفح. أوقفه لهذه الصفحة، أو جرّب متصفحًا آخر أو شبكة أخرى.",
  "doctor.signal_untrusted": "فتح هذا المتصفح الصفحة، لكنه لا يثق بشهادتها للمكالمات.",
  "doctor.signal_untrusted_remedy":
    "ثبّت شهادة المضيف على هذا الجهاز، أو استخدم Chrome أو Edge أو Firefox على حاسوب.",
  "doctor.udp_good": "يصل: {ms} مللي ثانية ذهابًا وإيابًا، فُقد {loss}، ‏{speed} Mbit/s.",
  "doctor.udp_blocked": "UDP محجوب بينك وبين حاسوب المضيف.",
  "doctor.udp_blocked_remedy":
    "اطلب من المضيف أن يسمح بـ UDP {port} في جدار الحماية: تعرض نافذة Confab الأمر الدقيق. أو جرّب شبكة أخرى.",
  "doctor.tcp_good": "يصل أيضًا: {ms} مللي ثانية ذهابًا وإيابًا، {speed} Mbit/s.",
  "doctor.tcp_carries":
    "تمر المكالمات عبر TCP بتأخير أكبر: {ms} مللي ثانية ذهابًا وإيابًا، {speed} Mbit/s.",
  "doctor.tcp_blocked": "TCP محجوب بينك وبين حاسوب المضيف.",
  "doctor.tcp_blocked_remedy":
    "اطلب من المضيف أن يسمح بـ TCP {port} في جدار الحماية: تعرض نافذة Confab الأمر الدقيق. لا تحتاجه المكالمات إلا حيث يُحجب UDP.",
  "doctor.way_poor": "يصل، لكن بصورة سيئة: {ms} مللي ثانية ذهابًا وإيابًا، فُقد {loss}.",
  "doctor.way_poor_remedy": "اقترب من شبكة Wi-Fi أو استخدم كبلًا، وأوقف التنزيلات في شبكتك.",
  "doctor.way_nothing": "تم الاتصال، لكن لم يصل شيء مما أُرسل.",
  "doctor.way_nothing_remedy": "افحص مرة أخرى. إن استمر ذلك، فجرّب شبكة أخرى.",
  "doctor.turn_good": "يجيب المرحّل: {ms} مللي ثانية ذهابًا وإيابًا.",
  "doctor.turn_none": "لا يوجد مرحّل مُعد. لا حاجة إليه في الشبكة الواحدة.",
  "doctor.turn_blocked": "لا يمكن الوصول إلى المرحّل.",
  "doctor.turn_blocked_remedy": "اسأل من يدير خادم الاجتماعات. لا حاجة إليه إلا حيث يُحجب UDP وTCP.",
  "doctor.speed_good": "{speed} Mbit/s إلى حاسوب المضيف ورجوعًا: يكفي لصور واضحة.",
  "doctor.speed_slow": "{speed} Mbit/s فقط إلى حاسوب المضيف ورجوعًا: ستكون الصور غير واضحة.",
  "doctor.speed_slow_remedy":
    "اقترب من شبكة Wi-Fi أو استخدم كبلًا، أو أوقف التنزيلات، أو انضم دون كاميرا.",
  "doctor.speed_busy": "كان هذا الحاسوب مشغولًا فلم يرسل أكثر من {speed} Mbit/s.",
  "doctor.speed_busy_remedy": "أغلق البرامج وعلامات التبويب الأخرى.",
  "doctor.clock_good": "تتفق مع ساعة المضيف بفارق {seconds} ثانية.",
  "doctor.clock_ahead":
    "تسبق ساعة المضيف بمقدار {seconds} ثانية، لذا قد تبدو الشهادات والأوقات خاطئة.",
  "doctor.clock_behind":
    "تتأخر عن ساعة المضيف بمقدار {seconds} ثانية، لذا قد تبدو الشهادات والأوقات خاطئة.",
  "doctor.clock_remedy":
    "دع هذا الجهاز يضبط التاريخ والوقت بنفسه. إن كان يفعل ذلك، فاطلب من المضيف أن يراجع ساعته.",
  "doctor.camera_good": "{device}: {width} × {height}.",
  "doctor.microphone_good": "{device}: يُسمع شيء.",
  "doctor.microphone_silent": "{device}: لا يُسمع شيء على الإطلاق.",
  "doctor.microphone_silent_remedy": "شغّله من جانبه أو بزره، أو اختر غيره من الأجهزة.",
  "doctor.speaker_good": "{device}: جاهز. اضغط اختبار مكبر الصوت لتسمعه.",
  "doctor.speaker_blocked": "يحجب المتصفح الصوت إلى أن تضغط شيئًا.",
  "doctor.speaker_blocked_remedy": "اضغط اختبار مكبر الصوت.",
  "doctor.speaker_missing": "لم يُعثر على مكبر صوت.",
  "doctor.speaker_missing_remedy": "وصّل مكبر صوت أو سماعات، ثم افحص مرة أخرى.",
} satisfies Translation<"doctor">;
