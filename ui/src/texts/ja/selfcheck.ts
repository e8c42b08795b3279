import type { Translation } from "../index.ts";

export default {
  "selfcheck.begin": "すべて確認",
  "selfcheck.running": "確認しています…",
  "selfcheck.good": "すべて正常です。",
  "selfcheck.found": "{count, plural, other {# 件を確認してください。}}",
  "selfcheck.browser": "カメラ、マイク、映像と音声も試すには、ブラウザーで次を開いてください:",
  "selfcheck.copy": "レポートをコピー",
  "selfcheck.copied": "レポートをコピーしました。秘密の情報は含まれません。",
  "selfcheck.copy_command": "コマンドをコピー",
  "selfcheck.command_copied": "コマンドをコピーしました",
  "selfcheck.not_copied": "コピーできませんでした。選択して手動でコピーしてください。",
  "selfcheck.remedy": "対処",
  "selfcheck.state_good": "良好",
  "selfcheck.state_warning": "要確認",
  "selfcheck.state_failed": "問題",
  "selfcheck.state_skipped": "不要",
  "selfcheck.name_server": "ミーティングサーバー",
  "selfcheck.name_database": "保存",
  "selfcheck.name_clock": "時計",
  "selfcheck.name_media_udp": "UDP での映像と音声",
  "selfcheck.name_media_tcp": "TCP での映像と音声",
  "selfcheck.name_firewall": "ファイアウォール",
  "selfcheck.server_good": "動いていて、通話できます。",
  "selfcheck.server_starting": "起動しています。",
  "selfcheck.server_away": "停止しました。Confab が復帰させています。",
  "selfcheck.server_failed": "復帰できませんでした。",
  "selfcheck.server_remedy":
    "少し待ってもう一度確認してください。続くようなら「再試行」を押すか、Confab を再起動してください。",
  "selfcheck.database_good": "変更はディスクに保存されています。",
  "selfcheck.database_failed": "何も保存できません。",
  "selfcheck.database_remedy":
    "ディスクに空きを作り、Confab のデータフォルダーに書き込めるようにしてください。",
  "selfcheck.clock_good": "正しいようです。",
  "selfcheck.clock_past": "過去の日付になっているため、証明書がまだ有効でないように見えます。",
  "selfcheck.clock_set_back": "最後のミーティングを作ってから、時計が戻されています。",
  "selfcheck.clock_remedy": "このコンピューターの日付と時刻を自動設定にしてください。",
  "selfcheck.door_good": "{figure} ミリ秒で正しく応答しました。",
  "selfcheck.door_shut": "ポートを別のプログラムが使っています。",
  "selfcheck.door_shut_remedy": "そのプログラムを終了するか、設定で別のポートを選んでください。",
  "selfcheck.door_unreachable": "このコンピューター自身にも応答しません。",
  "selfcheck.door_unreachable_remedy":
    "Confab を再起動してください。直らなければ、このコンピューターのセキュリティソフトが妨げています。",
  "selfcheck.door_no_page": "応答しますが、ゲストページがありません。",
  "selfcheck.door_no_page_remedy":
    "Confab をインストールし直してください。ゲストページがありません。",
  "selfcheck.door_no_api": "応答しますが、その先の Confab の API が応答しません。",
  "selfcheck.door_no_signalling": "応答しますが、ミーティングサーバーにつながりません。",
  "selfcheck.door_remedy":
    "別のプログラムが Confab の代わりに応答しています。終了するか、Confab を再起動してください。",
  "selfcheck.address_good": "このネットワークのゲストはここから Confab に接続できます。",
  "selfcheck.address_closed": "このアドレスを開けませんでした。",
  "selfcheck.address_expired": "証明書の期限が切れています。",
  "selfcheck.address_not_yet": "証明書がまだ有効になっていません。",
  "selfcheck.address_wrong_name": "証明書が別のアドレスのものです。",
  "selfcheck.address_untrusted": "証明書が正しい発行元のものではありません。",
  "selfcheck.address_certificate_remedy":
    "共有をオフにしてからオンに戻してください。独自の証明書なら更新し、このコンピューターの時計も確認してください。",
  "selfcheck.media_good": "ミーティングサーバーはポート {figure} で待ち受けています。",
  "selfcheck.media_deaf": "ポート {figure} で待ち受けているものがありません。",
  "selfcheck.media_deaf_remedy":
    "Confab を再起動してください。直らなければ、設定で別のポートを選んでください。",
  "selfcheck.media_elsewhere":
    "映像と音声はこのコンピューターではなく、設定にあるサーバーに送られます。",
  "selfcheck.firewall_not_shared":
    "ほかのコンピューターと共有していないため、誰も通す必要はありません。",
  "selfcheck.firewall_active": "{subject} がオンです。許可した所からだけゲストが入れます。",
  "selfcheck.firewall_active_remedy":
    "ほかのコンピューターのゲストが接続できない場合は、ターミナル (Windows では管理者の PowerShell) で一度実行してください。",
  "selfcheck.firewall_none_found": "オンになっているものは見つかりません。",
  "selfcheck.firewall_none_found_remedy":
    "それでもほかのコンピューターのゲストが接続できない場合は、次のどれかで通せます。",
} satisfies Translation<"selfcheck">;
