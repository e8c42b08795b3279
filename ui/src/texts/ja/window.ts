import type { Translation } from "../index.ts";

export default {
  "window.new_meeting": "新しいミーティング",
  "window.meetings": "ミーティング",
  "window.all_meetings": "すべてのミーティング",
  "window.meeting": "ミーティング",
  "window.live": "進行中",
  "window.earlier": "以前",
  "window.search": "ミーティングを検索",
  "window.search_hint": "タイトルかコードで検索",
  "window.reading": "ミーティングを読み込んでいます…",

  "window.empty": "ここにミーティングが並びます",
  "window.empty_words":
    "ボタンひとつでミーティングを作り、リンクをコピーします。リンクをブラウザーで開けば、何もインストールせずに誰でも参加できます。",
  "window.not_found": "タイトルかコードに「{query}」を含むミーティングはありません。",
  "window.show_all": "すべて表示",
  "window.slow": "いつもより時間がかかっています",
  "window.slow_server":
    "ミーティングサーバーは通常数秒で起動します。失敗した場合は Confab がここで知らせます。それまでサーバーの設定を確認できます。",
  "window.slow_list":
    "ミーティングはもう表示されているはずです。Confab を再起動すると直るかもしれません。",

  "window.waiting": "{count, plural, other {#人待ち}}",
  "window.nobody_inside": "誰もいません",
  "window.inside": "{count, plural, other {#人参加中}}",
  "window.more": "{count, plural, other {ほか#人}}",
  "window.today": "今日",
  "window.yesterday": "昨日",
  "window.day_and_time": "{day} {time}",
  "window.created": "作成：{day} {time}",
  "window.joined": "{when} に参加",
  "window.since": "{when} から",

  "window.copy_link": "リンクをコピー",
  "window.link_copied": "リンクをコピーしました",
  "window.link_not_copied": "リンクをコピーできませんでした。選択して手でコピーしてください。",
  "window.made": "ミーティングを作成し、リンクをコピーしました",
  "window.made_not_copied":
    "ミーティングを作成しました。リンクはコピーできませんでした。選択して手でコピーしてください。",
  "window.undo": "元に戻す",
  "window.undone": "新しいミーティングを取り消しました。",
  "window.undo_too_late": "すでに参加した人がいるため、ミーティングは残ります。",
  "window.opens_in_browser": "通話はブラウザーで開きます。",
  "window.opening_call": "通話を開いています…",
  "window.opened_instead": "{failed} が起動しなかったため、通話を {browser} で開きました。",
  "window.opened_instead_default":
    "{failed} が起動しなかったため、通話を既定のブラウザーで開きました。",
  "window.call_is_open": "この通話には、別のブラウザーウィンドウですでに参加しています。",
  "window.move_call": "新しいウィンドウに移す",

  "window.back": "戻る",
  "window.title": "タイトル",
  "window.rename": "名前を変更",
  "window.give_title": "タイトルを付ける",
  "window.link": "リンク",
  "window.link_later": "リンクは、ゲストページにつながるようになると表示されます。",
  "window.most": "同時参加の上限",
  "window.room_for": "定員 {count, plural, other {#人}}",
  "window.change": "変更",
  "window.limit_wrong": "1 から 1000 の数字を選んでください。",

  "window.delete_title": "「{meeting}」を削除しますか？",
  "window.delete_nobody": "今は誰もいません。リンクは二度と使えなくなります。",
  "window.delete_people":
    "{count, plural, other {#人が参加中で、切断されます。リンクは二度と使えなくなります。}}",
  "window.deleted": "「{meeting}」を削除しました",

  "window.close_title": "{count, plural, other {「{meeting}」に#人が参加しています}}",
  "window.close_title_several":
    "{meetings, plural, other {#件の会議}}に{count, plural, other {#人が参加しています}}",
  "window.close_words":
    "この会議はこのパソコンで動いています。Confab を終了すると、全員の会議が終了します。",
  "window.close_words_several":
    "これらの会議はこのパソコンで動いています。Confab を終了すると、全員の会議が終了します。",
  "window.close_keep": "実行し続ける",
  "window.close_end": "全員の会議を終了",

  "window.confused": "Confab から意味のある応答がありませんでした。もう一度試してください。",
  "window.failed": "問題が発生しました。もう一度試してください。",

  "window.how_things_are": "現在の状態",
  "window.could_not_start": "Confab を起動できませんでした",
  "window.unknown_reason": "理由はわかりません。もう一度試すと直るかもしれません。",
  "window.starting_server": "ミーティングサーバーを起動しています…",
  "window.see_what_to_do": "対処方法を見る",
  "window.see_why": "理由を見る",
  "window.server_not_running": "サーバーが動いていません",
  "window.interrupted": "リアルタイム更新が中断しました。再接続しています…",
  "window.server_away": "サーバーが応答しません。自動で復旧中です…",
  "window.no_links_yet": "リンクはまだ使えません",
  "window.ready": "サーバー準備完了 · リンクはこのコンピューターで使えます",
  "window.ready_but": "リンクはこのコンピューターで使えます · {trouble}",
  "window.but_guest": "ゲストページが閉じています",
  "window.but_local": "自作のプログラムが Confab に接続できません",
  "window.but_signal": "自作のフロントエンドが通話を開始できません",

  "window.still_starting": "Confab はまだ起動中です。",
  "window.did_not_start": "Confab を起動できませんでした。",
  "window.guest_page_closed": "ゲストページが開いていないため、リンクはどこにもつながりません。",
  "window.why_not_running": "ミーティングサーバーが動いていません。",
  "window.why_away": "ミーティングサーバーが応答しません。自動で復旧します。",
  "window.why_starting": "ミーティングサーバーはまだ起動中です。",

  "window.door_guest": "ゲストページ",
  "window.door_local": "自作プログラム用 API",
  "window.door_signal": "自作フロントエンド用シグナリング",
  "window.door_guest_for": "ゲストはここでリンクを開きます。",
  "window.door_local_for":
    "このコンピューターのスクリプトやフロントエンドがここでミーティングを作ります。",
  "window.door_signal_for": "このコンピューターのフロントエンドがここで通話に接続します。",
  "window.door_guest_cure":
    "「設定」でゲストページに別のポートを選ぶか、そこで動いているのが自作のフロントエンドならそれを指定してください。それから、もう一度試してください。",
  "window.door_local_cure":
    "「設定」で API に別のポートを選んでください。それから、もう一度試してください。",
  "window.door_signal_cure":
    "「設定」でシグナリングに別のポートを選んでください。それから、もう一度試してください。",
  "window.door_open": "開いています",
  "window.door_failed": "開いていません",
  "window.door_failed_words": "この入り口を開けませんでした。",
  "window.door_closed": "閉じています",
  "window.door_closed_words": "今は必要ありません。",

  "window.server": "ミーティングサーバー",
  "window.server_ready": "準備完了",
  "window.server_ready_words": "いつでも通話を始められます。",
  "window.server_gone": "応答なし",
  "window.server_gone_words": "サーバーが応答しなくなりました。Confab が復旧させています。",
  "window.server_gone_cure": "何もする必要はありません。通話中の人は自動で再接続されます。",
  "window.server_failed": "停止中",
  "window.server_failed_words": "サーバーを起動できませんでした。",
  "window.server_failed_cure":
    "もう一度試してください。直らない場合は「設定」でミーティングサーバーを確認してください。",
  "window.server_starting": "起動中",
  "window.server_starting_words": "サーバーが準備しています。",
} satisfies Translation<"window">;
