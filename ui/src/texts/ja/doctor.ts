import type { Translation } from "../index.ts";

export default {
  "doctor.running": "確認しています。20 秒ほどかかります…",
  "doctor.verdict_good": "すべて正常です。",
  "doctor.verdict_warning": "参加できます。改善できる点があります。",
  "doctor.verdict_failed": "問題があります。",
  "doctor.again": "もう一度確認",
  "doctor.back": "戻る",
  "doctor.copy": "レポートをコピー",
  "doctor.copied": "レポートをコピーしました。秘密の情報は含まれません。",
  "doctor.copy_failed":
    "ブラウザーがこのページにコピーを許可していません。下の文章を選択してください。",
  "doctor.report": "レポート",
  "doctor.remedy": "対処",
  "doctor.state_waiting": "待機中",
  "doctor.state_running": "確認中",
  "doctor.state_good": "良好",
  "doctor.state_warning": "改善の余地あり",
  "doctor.state_failed": "問題",
  "doctor.state_skipped": "未確認",
  "doctor.skipped": "前の項目で問題があったため、確認していません。",
  "doctor.name_secure": "安全なページ",
  "doctor.name_api": "Confab",
  "doctor.name_signal": "通話の開始",
  "doctor.name_udp": "UDP での音声と映像",
  "doctor.name_tcp": "TCP での音声と映像",
  "doctor.name_turn": "中継 (TURN)",
  "doctor.name_speed": "速度",
  "doctor.name_clock": "時計",
  "doctor.name_camera": "カメラ",
  "doctor.name_microphone": "マイク",
  "doctor.name_speaker": "スピーカー",
  "doctor.secure_good": "ブラウザーはこのページにカメラとマイクの使用を認めています。",
  "doctor.secure_plain":
    "このページは暗号化されていない http で届いたため、ブラウザーはカメラもマイクも使わせません。",
  "doctor.secure_plain_remedy": "https で始まるリンクをホストに頼んでください。",
  "doctor.api_good": "{ms} ミリ秒で応答しました。",
  "doctor.api_slow": "応答に {ms} ミリ秒かかりました。",
  "doctor.api_slow_remedy":
    "Wi-Fi に近づくか、ケーブルを使ってください。ホストのコンピューターが忙しいのかもしれません。",
  "doctor.api_unreachable": "Confab が応答しません。",
  "doctor.api_unreachable_remedy":
    "オンラインでホストと同じネットワークにいるか確認し、Confab がまだ動いているかホストに聞いてください。",
  "doctor.api_refused": "Confab からエラーが返ってきました。",
  "doctor.api_refused_remedy":
    "少し待ってもう一度確認してください。続くようなら、Confab のウィンドウを見るようホストに頼んでください。",
  "doctor.api_too_often": "ここから何度も接続が確認されました。",
  "doctor.api_too_often_remedy":
    "{wait, plural, other {# 秒待ってから、もう一度確認してください。}}",
  "doctor.signal_good": "通話を始めるための回線が {ms} ミリ秒で開きました。",
  "doctor.signal_server_away": "Confab の背後のミーティングサーバーが動いていません。",
  "doctor.signal_server_away_remedy":
    "たいていは数秒で戻ります。もう一度確認してください。続くようなら、Confab のウィンドウを見るようホストに頼んでください。",
  "doctor.signal_refused": "ミーティングサーバーがこの確認を受け付けません。",
  "doctor.signal_refused_remedy": "ページを読み込み直してから、もう一度確認してください。",
  "doctor.signal_blocked":
    "Confab は応答しますが、通話を始めるための回線 (WebSocket) が途中で遮断されています。",
  "doctor.signal_blocked_remedy":
    "プロキシ、ウイルス対策ソフト、ブラウザーの拡張機能などが原因です。このページではオフにするか、別のブラウザーやネットワークを試してください。",
  "doctor.signal_untrusted":
    "このブラウザーはページを開きましたが、通話では証明書を信頼していません。",
  "doctor.signal_untrusted_remedy":
    "ホストの証明書をこの端末にインストールするか、コンピューターの Chrome、Edge、Firefox を使ってください。",
  "doctor.udp_good": "届いています: 往復 {ms} ミリ秒、損失 {loss}、{speed} Mbit/s。",
  "doctor.udp_blocked": "あなたとホストのコンピューターの間で UDP が遮断されています。",
  "doctor.udp_blocked_remedy":
    "ファイアウォールで UDP {port} を通すようホストに頼んでください。正確なコマンドは Confab のウィンドウに表示されます。または別のネットワークを試してください。",
  "doctor.tcp_good": "こちらも届いています: 往復 {ms} ミリ秒、{speed} Mbit/s。",
  "doctor.tcp_carries": "通話は TCP を通り、遅れが増えます: 往復 {ms} ミリ秒、{speed} Mbit/s。",
  "doctor.tcp_blocked": "あなたとホストのコンピューターの間で TCP が遮断されています。",
  "doctor.tcp_blocked_remedy":
    "ファイアウォールで TCP {port} を通すようホストに頼んでください。正確なコマンドは Confab のウィンドウに表示されます。UDP が遮断されている場合にだけ必要です。",
  "doctor.way_poor": "届いていますが、良くありません: 往復 {ms} ミリ秒、損失 {loss}。",
  "doctor.way_poor_remedy":
    "Wi-Fi に近づくか、ケーブルを使ってください。ネットワーク内のダウンロードを止めてください。",
  "doctor.way_nothing": "接続しましたが、送ったものが届きませんでした。",
  "doctor.way_nothing_remedy":
    "もう一度確認してください。続くようなら、別のネットワークを試してください。",
  "doctor.turn_good": "中継が応答しました: 往復 {ms} ミリ秒。",
  "doctor.turn_none": "設定されていません。同じネットワークでは必要ありません。",
  "doctor.turn_blocked": "中継に接続できません。",
  "doctor.turn_blocked_remedy":
    "ミーティングサーバーの管理者に聞いてください。UDP と TCP が遮断されている場合にだけ必要です。",
  "doctor.speed_good": "ホストのコンピューターとの往復で {speed} Mbit/s: 鮮明な映像に十分です。",
  "doctor.speed_slow":
    "ホストのコンピューターとの往復で {speed} Mbit/s しかなく、映像がぼやけます。",
  "doctor.speed_slow_remedy":
    "Wi-Fi に近づくか、ケーブルを使うか、ダウンロードを止めるか、カメラなしで参加してください。",
  "doctor.speed_busy": "このコンピューターが忙しく、{speed} Mbit/s までしか送れませんでした。",
  "doctor.speed_busy_remedy": "ほかのプログラムやタブを閉じてください。",
  "doctor.clock_good": "ホストの時計との差は {seconds} 秒です。",
  "doctor.clock_ahead":
    "ホストの時計より {seconds} 秒進んでいるため、証明書や時刻が正しくないように見えることがあります。",
  "doctor.clock_behind":
    "ホストの時計より {seconds} 秒遅れているため、証明書や時刻が正しくないように見えることがあります。",
  "doctor.clock_remedy":
    "この端末の日付と時刻を自動設定にしてください。すでに自動なら、ホストに時計を確かめるよう頼んでください。",
  "doctor.camera_good": "{device}: {width} × {height}。",
  "doctor.microphone_good": "{device}: 音が聞こえます。",
  "doctor.microphone_silent": "{device}: 何も聞こえません。",
  "doctor.microphone_silent_remedy":
    "本体のスイッチやキーでオンにするか、「デバイス」で別のものを選んでください。",
  "doctor.speaker_good": "{device}: 準備できています。「スピーカーを試す」を押すと聞こえます。",
  "doctor.speaker_blocked": "何かを押すまで、ブラウザーが音を止めています。",
  "doctor.speaker_blocked_remedy": "「スピーカーを試す」を押してください。",
  "doctor.speaker_missing": "スピーカーが見つかりません。",
  "doctor.speaker_missing_remedy": "スピーカーかヘッドホンをつないで、もう一度確認してください。",
} satisfies Translation<"doctor">;
