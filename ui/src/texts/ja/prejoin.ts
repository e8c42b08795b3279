import type { Translation } from "../index.ts";

export default {
  "prejoin.door": "ミーティングに参加",
  "prejoin.door_words": "ホストから届いたリンクを貼り付けるか、コードを入力してください。",
  "prejoin.door_field": "ミーティングのリンクまたはコード",
  "prejoin.door_go": "次へ",
  "prejoin.door_wrong":
    "ミーティングのリンクでもコードでもありません。コードは abc-defg-hij のような形です。",

  "prejoin.preview": "プレビュー",
  "prejoin.camera_starting": "カメラを起動しています…",
  "prejoin.camera_off": "カメラはオフです",
  "prejoin.name": "あなたの名前",
  "prejoin.name_missing": "ほかの人にわかるように、まず名前を入力してください。",
  "prejoin.ask": "参加を申し込む",
  "prejoin.at_once": "次回からすぐに参加する",
  "prejoin.at_once_hint": "このプレビューを表示せず、カメラとマイクは前回の状態で参加します。",
  "prejoin.guarded": "ホストが一人ずつ参加を承認します。",
  "prejoin.nobody_inside": "まだ誰もいません",
  "prejoin.inside": "{names}が参加中です",
  "prejoin.joining": "参加しています…",
  "prejoin.slow":
    "いつもより時間がかかっています。ホストのコンピューターが混み合っているか、スリープ中か、オフラインかもしれません。",

  "prejoin.microphone_level": "マイクの音量",
  "prejoin.unheard":
    "声が聞こえません。何か話してみてください。変わらない場合は、別のマイクを選ぶか、マイク本体のスイッチを入れてください。",
  "prejoin.speaker_test": "スピーカーを試す",
  "prejoin.speaker_level": "スピーカーの音量",
  "prejoin.speaker_playing":
    "3つの音を鳴らしています。聞こえない場合は、別のスピーカーを選んでください。",
  "prejoin.speaker_failed": "このスピーカーは使えません。別のものを選んでください。",
  "prejoin.blur": "背景をぼかす",
  "prejoin.blur_failed":
    "背景をぼかせなかったため、通話ではカメラがオフのままです。そのまま映るには、ぼかしをオフにしてください。",
  "prejoin.blur_slow":
    "ぼかしは動いていますが、このブラウザはグラフィックスの高速化を使っていないため遅くなります。全体が遅くなったらオフにしてください。",
  "prejoin.blur_unable": "このブラウザでは背景をぼかせません。",
  "prejoin.camera_instead":
    "選んだカメラがないため、別のカメラを使っています。接続すると元に戻ります。",
  "prejoin.microphone_instead":
    "選んだマイクがないため、別のマイクを使っています。接続すると元に戻ります。",
  "prejoin.speaker_instead":
    "選んだスピーカーがないため、別のスピーカーを使っています。接続すると元に戻ります。",
  "prejoin.allow_chromium":
    "許可するには、アドレスの横のアイコンを押し、カメラとマイクをオンにしてください。",
  "prejoin.allow_firefox":
    "許可するには、アドレスの横にある斜線付きのカメラかマイクを押し、ブロックを解除してください。",
  "prejoin.allow_safari":
    "許可するには、Safari のメニューから「このWebサイトでの設定」を開き、カメラとマイクを許可してください。",

  "prejoin.camera_insecure":
    "ブラウザーは安全な接続でしかページにカメラを使わせません。https で始まるリンクをホストに頼んでください。カメラなしでも参加できます。",
  "prejoin.why_insecure": "どうすればよいですか？",
  "prejoin.camera_denied":
    "このページはカメラを使えません。アドレスバーで許可してから、もう一度「カメラ」を押してください。カメラなしでも参加できます。",
  "prejoin.camera_denied_by_system":
    "システムがこのブラウザーにカメラを使わせていません。システムのプライバシー設定で許可してください。カメラなしでも参加できます。",
  "prejoin.camera_missing": "カメラが見つかりません。接続するか、カメラなしで参加してください。",
  "prejoin.camera_busy":
    "カメラは別のプログラムが使っています。そちらを閉じるか、別のカメラを選んでください。",
  "prejoin.camera_unplugged": "カメラが外れました。接続し直すか、別のカメラを選んでください。",
  "prejoin.camera_failed":
    "カメラを起動できませんでした。もう一度試すか、別のカメラを選ぶか、カメラなしで参加してください。",
  "prejoin.microphone_insecure":
    "ブラウザーは安全な接続でしかページにマイクを使わせません。https で始まるリンクをホストに頼んでください。マイクなしでも参加できます。",
  "prejoin.microphone_denied":
    "このページはマイクを使えません。アドレスバーで許可してから、もう一度「マイク」を押してください。マイクなしでも参加できます。",
  "prejoin.microphone_denied_by_system":
    "システムがこのブラウザーにマイクを使わせていません。システムのプライバシー設定で許可してください。マイクなしでも参加できます。",
  "prejoin.microphone_missing":
    "マイクが見つかりません。接続するか、マイクなしで参加してください。",
  "prejoin.microphone_busy":
    "マイクは別のプログラムが使っています。そちらを閉じるか、別のマイクを選んでください。",
  "prejoin.microphone_unplugged": "マイクが外れました。接続し直すか、別のマイクを選んでください。",
  "prejoin.microphone_failed":
    "マイクを起動できませんでした。もう一度試すか、別のマイクを選ぶか、マイクなしで参加してください。",
  "prejoin.both_insecure":
    "ブラウザーは安全な接続でしかページにカメラとマイクを使わせません。https で始まるリンクをホストに頼んでください。見る・聞くだけなら参加できます。",
  "prejoin.both_denied":
    "このページはカメラとマイクを使えません。アドレスバーで許可してから、もう一度「カメラ」か「マイク」を押してください。なしでも参加できます。",
  "prejoin.both_denied_by_system":
    "システムがこのブラウザーにカメラとマイクを使わせていません。システムのプライバシー設定で許可してください。なしでも参加できます。",
  "prejoin.both_missing":
    "カメラもマイクも見つかりません。接続するか、見る・聞くだけで参加してください。",
} satisfies Translation<"prejoin">;
