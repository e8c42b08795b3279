import type { Translation } from "../index.ts";

export default {
  "settings.title": "設定",
  "settings.reading": "設定を読み込んでいます…",
  "settings.saved": "設定を保存しました",
  "settings.restart_needed": "保存しました。ポート、リンク、サーバーは再起動後に切り替わります。",
  "settings.restart_interrupts": "{count, plural, other {#人が参加中で、通話が中断されます。}}",
  "settings.restart": "今すぐ再起動",

  "settings.you": "あなた",
  "settings.links": "リンク",
  "settings.server": "ミーティングサーバー",
  "settings.keeping": "保存期間",
  "settings.keep_chat": "チャット（日数）",
  "settings.keep_chat_hint":
    "全員が退出してから数えます。空にすると、次に会議が始まるまで保存します。",
  "settings.keep_history": "会議（日数）",
  "settings.keep_history_hint":
    "この期間だれも来なかった会議は、後の予定がない限り削除されます。空にすると削除しません。",
  "settings.days_wrong": "{least} 以上の整数の日数を選ぶか、空にしてください。",

  "settings.ports": "ポート",
  "settings.ports_hint":
    "別のプログラムが使っている場合に変えてください。0 は空いているポートを自動で選びます。",

  "settings.name": "あなたの名前",
  "settings.name_hint": "このウィンドウから参加したときに、ほかの人に見えます。",
  "settings.appearance": "外観",
  "settings.appearance_system": "システムに合わせる",
  "settings.appearance_light": "ライト",
  "settings.appearance_dark": "ダーク",
  "settings.frontend_url": "自作のフロントエンド",
  "settings.frontend_url_hint":
    "ミーティングのリンクの先頭部分です。空にすると Confab のゲストページを使います。",
  "settings.sharing": "共有",
  "settings.share": "このネットワークで共有",
  "settings.share_off": "オフ",
  "settings.share_lan": "オン",
  "settings.tls_cert": "ご自分の証明書",
  "settings.tls_cert_hint":
    "チェーンを含む PEM ファイル。両方を空にすると Confab が作るものを使います。",
  "settings.tls_key": "その鍵",
  "settings.tls_pair": "証明書には鍵が、鍵には証明書が必要です。",
  "settings.trusted_proxies": "リバースプロキシ",
  "settings.trusted_proxies_hint":
    "アドレスまたは範囲をコンマで区切ります：10.0.0.2, 192.168.7.0/24。ゲストのアドレスについて、これらの言うことを信じます。",
  "settings.trusted_proxies_wrong":
    "「{value}」はアドレスでも、192.168.7.0/24 のような範囲でもありません。",
  "settings.guest_port": "ゲストページ",
  "settings.api_port": "プログラム用 API",
  "settings.signal_port": "シグナリング",
  "settings.rtc_tcp_port": "メディア（TCP）",
  "settings.rtc_udp_port": "メディア（UDP）",
  "settings.livekit_url": "サーバーのアドレス",
  "settings.livekit_url_hint":
    "例：wss://example.livekit.cloud。空にすると Confab 付属のサーバーを使います。",
  "settings.livekit_api_key": "API キー",
  "settings.livekit_api_secret": "API シークレット",
  "settings.livekit_server": "サーバープログラム",
  "settings.livekit_server_hint": "空にすると Confab 付属のものを使います。",
  "settings.browser": "通話用ブラウザー",
  "settings.browser_hint":
    "ウィンドウで通話を表示できない場合に使います。空にすると最初に見つかったものを使います。",

  "settings.set": "設定済み",
  "settings.kept": "設定済みで、表示されません。置き換えるには新しいものを入力してください。",
  "settings.fixed_by": "環境変数 {variable} で設定されています。そちらで変更してください。",
  "settings.fixed": "環境変数で設定されています。そちらで変更してください。",

  "settings.name_missing": "ほかの人に見える名前を入力してください。",
  "settings.name_long": "100文字以内にしてください。",
  "settings.port_wrong": "1 から 65535 の数字を選ぶか、0 で空いているポートを使ってください。",
  "settings.port_twice": "「{other}」がすでにこのポートを使っています。別のものを選んでください。",
  "settings.frontend_url_wrong": "http:// か https:// で始まるアドレスを入力してください。",
  "settings.livekit_url_wrong":
    "wss://、ws://、https://、http:// のいずれかで始まるアドレスを入力してください。",
  "settings.livekit_api_key_missing": "自分のサーバーには API キーが必要です。",
  "settings.livekit_api_secret_missing": "自分のサーバーには API シークレットが必要です。",
} satisfies Translation<"settings">;
