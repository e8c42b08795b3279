import type { Translation } from "../index.ts";

export default {
  "trust.why":
    "一部のブラウザー、とくに Safari は、警告を越えて進んだあとでも、証明書を知らない間は接続を拒みます。",
  "trust.two_steps": "二つの手順で、この端末が証明書を信頼します：",
  "trust.profile": "プロファイルをダウンロード",
  "trust.profile_1":
    "プロファイルをダウンロードして許可します。「設定」を開き、「ダウンロード済みのプロファイル」、「インストール」の順に押します。",
  "trust.profile_2":
    "「設定」の「一般」、「情報」、「証明書信頼設定」を開き、Confab という名前のものをオンにします。",
  "trust.certificate": "証明書をダウンロード",
  "trust.install_firefox":
    "Firefox の「設定」、「プライバシーとセキュリティ」、「証明書を表示」、「認証局証明書」、「インポート」を開きます。ファイルを選び、ウェブサイトにチェックを入れます。",
  "trust.install_android":
    "設定で「CA 証明書」を検索し、インストールを選んで、ファイルを指定します。",
  "trust.install_windows":
    "ファイルを開き、「証明書のインストール」を押して、「信頼されたルート証明機関」に入れます。",
  "trust.install_mac":
    "ファイルを開き、キーチェーンアクセスで Confab を見つけて開き、「常に信頼」を選びます。",
  "trust.install_other": "ブラウザーの設定で証明書、認証局の順に探し、ファイルを読み込みます。",
  "trust.other_browser":
    "または、警告を越えて進むだけで済む Chrome、Edge、Firefox でリンクを開いてください。",
  "trust.careful":
    "招待した人を知っているときだけ行ってください。この端末は、その人のコンピューターが作るすべての証明書を信じるようになります。不要になったら削除してください。",
  "trust.own_needed":
    "このアドレスには、ブラウザーが知っている証明書が必要です。ミーティングの主催者は、Confab の設定の「共有」で指定できます。",
  "trust.insecure": "このページは安全ではありません",
  "trust.insecure_words":
    "ブラウザーは、https:// で始まるアドレスのページにしかカメラとマイクを使わせません。見る・聞くだけなら、このまま参加できます。",
  "trust.secure_address": "安全なアドレスを試す",
  "trust.back": "ミーティングに戻る",
} satisfies Translation<"trust">;
