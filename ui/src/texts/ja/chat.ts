import type { Translation } from "../index.ts";

export default {
  "chat.messages": "メッセージ",
  "chat.empty": "まだ誰も書いていません",
  "chat.empty_words":
    "このミーティングの全員に届くメッセージとファイルです。あとから参加した人も読めます。",
  "chat.loading": "これまでの会話を取得しています…",
  "chat.loading_long":
    "いつもより時間がかかっています。Confab は試し続けています。書いた内容は残ります。",
  "chat.earlier": "以前のメッセージを表示",
  "chat.today": "今日",
  "chat.yesterday": "昨日",
  "chat.new": "新着メッセージ",
  "chat.jump_new": "{count, plural, other {新着メッセージ#件}}",
  "chat.jump_end": "最新のメッセージ",
  "chat.you": "あなた",
  "chat.host": "ホスト",
  "chat.cohost": "共同ホスト",
  "chat.deleted": "このメッセージは削除されました",
  "chat.gone": "今はもうないメッセージ",

  "chat.sending": "送信中…",
  "chat.sent": "送信済み",
  "chat.not_sent": "送信できませんでした",
  "chat.waiting": "チャットの受け付けより速く書いています。まもなく自動で送信されます。",
  "chat.why_closed": "ホストがチャットを閉じました。書いた内容はここに残ります。",
  "chat.why_unreachable": "ホストのコンピューターに接続できません。",
  "chat.why_large": "このファイルは {limit} を超えています。",
  "chat.why_full":
    "このミーティングのファイルは合計 {limit} までで、これを入れる空きがありません。",
  "chat.why_other": "ホストのコンピューターで問題が起きました。",
  "chat.discard": "破棄",
  "chat.cancel_upload": "{name} の送信を取り消す",
  "chat.uploading": "{name} を送信中",

  "chat.write": "メッセージ",
  "chat.placeholder": "全員に書く",
  "chat.send": "送信",
  "chat.left": "{count, plural, other {あと#文字}}",
  "chat.attach": "ファイルを送る",
  "chat.attach_limit": "ファイルを送る（{limit} まで）",
  "chat.drop": "ここにファイルをドロップすると全員に送れます",
  "chat.drop_limit": "1つ {limit} まで",
  "chat.too_large": "{name} は {size} です。送れるのは {limit} までのファイルです。",
  "chat.empty_file": "{name} は空なので、送るものがありません。",
  "chat.closed": "ホストがゲストのチャットを閉じました。読むことはできます。",
  "chat.closed_draft":
    "ホストがゲストのチャットを閉じました。書いた内容は、再び開かれるまでここに残ります。",

  "chat.options": "チャットのオプション",
  "chat.sound": "新着メッセージの音",
  "chat.clear": "チャットを消去…",
  "chat.clear_title": "全員のチャットを消去しますか？",
  "chat.clear_words":
    "このミーティングのメッセージとファイルがすべて削除されます。元に戻せません。",
  "chat.clear_yes": "チャットを消去",

  "chat.actions": "このメッセージの操作",
  "chat.reply": "返信",
  "chat.react": "{emoji} でリアクション",
  "chat.copy": "テキストをコピー",
  "chat.delete": "削除",
  "chat.replying": "{name}さんに返信",
  "chat.stop_reply": "このメッセージに返信しない",
  "chat.jump_to": "{name}さんのメッセージへ移動",
  "chat.reacted": "{emoji} {names}",
  "chat.failed_deed": "うまくいきませんでした。少し待ってもう一度試してください。",

  "chat.download": "{name} をダウンロード",
  "chat.downloading": "取得中…",
  "chat.no_download": "ファイルを取得できません。もう一度試してください。",
  "chat.picture": "{name} のプレビュー",
} satisfies Translation<"chat">;
