import type { Translation } from "../index.ts";

export default {
  "common.cancel": "キャンセル",
  "common.close": "閉じる",
  "common.delete": "削除",
  "common.dismiss": "閉じる",
  "common.join": "参加",
  "common.camera": "カメラ",
  "common.microphone": "マイク",
  "common.speaker": "スピーカー",
  "common.devices": "デバイス",
  "common.none_found": "見つかりません",
  "common.is_on": "{what}：オン",
  "common.is_off": "{what}：オフ",

  "common.others": "{count, plural, other {ほか#人}}",
  "common.people": "{count, plural, other {#人}}",
  "common.check_connection": "接続を確認",
  "common.save": "保存",
  "common.try_again": "もう一度試す",

  "common.broken": "問題が発生しました",
  "common.broken_words": "このページの内部で問題が起きました。たいていは読み込み直すと直ります。",
  "common.load_again": "読み込み直す",
} satisfies Translation<"common">;
