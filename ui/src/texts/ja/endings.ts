import type { Translation } from "../index.ts";

export default {
  "endings.rejoin": "再参加",
  "endings.other_code": "別のコードを入力",

  "endings.left": "退出しました",
  "endings.left_words": "カメラとマイクはオフです。同じリンクで戻れます。",
  "endings.removed": "退出させられました",
  "endings.removed_words":
    "ホストがあなたをこのミーティングから退出させました。間違いの場合は、もう一度招待してもらってください。",
  "endings.ended": "ミーティングは終了しました",
  "endings.ended_words":
    "ホストが終了し、リンクは使えなくなりました。このページは閉じてかまいません。",
  "endings.closed": "ミーティングは終了しました",
  "endings.closed_words": "ホストが全員に対して閉じました。再び開かれたら、同じリンクで戻れます。",
  "endings.lost": "接続が切れました",
  "endings.lost_words":
    "ホストのコンピューターに接続できません。オンラインか確認し、Confab がまだ動いているかホストに聞いてください。",
  "endings.failed": "通話を開始できませんでした",
  "endings.failed_words":
    "このブラウザで問題が発生しました。もう一度参加してください。それでも解決しない場合は、ページを再読み込みしてください。",
  "endings.elsewhere": "別の場所から参加しました",
  "endings.elsewhere_words":
    "この通話でのあなたの席は別のタブかデバイスに移りました。ここに戻すには再参加してください。",
  "endings.full": "このミーティングは満員です",
  "endings.full_words":
    "ホストが決めた人数に達しています。誰かが退出したらもう一度試してください。",
  "endings.locked": "このミーティングはロックされています",
  "endings.locked_words":
    "今はホストが新しい参加を受け付けていません。ロックを外してもらってから、もう一度試してください。",
  "endings.denied": "参加が認められませんでした",
  "endings.denied_words":
    "今回はホストが参加を認めませんでした。間違いの場合は、確認してからもう一度試してください。",
  "endings.not_found": "ミーティングが見つかりません",
  "endings.not_found_words":
    "リンクが間違っているか、ホストがミーティングを削除したのかもしれません。新しいリンクを頼んでください。",

  "endings.blocked": "ブラウザーが通話を拒みました",
  "endings.blocked_words": "このページは届きましたが、通話の接続は届きませんでした。",
  "endings.unreachable": "ミーティングに接続できません",
  "endings.unreachable_words":
    "オンラインか、ホストのコンピューターで Confab が動いているか確認してください。それから、もう一度「参加」を押してください。",
  "endings.bad_host_code": "この入り口は一度しか使えません",
  "endings.bad_host_code_words":
    "ホストとして入るには Confab でもう一度「参加」を押してください。ここからゲストとして参加することもできます。",
  "endings.not_this_user": "ここではゲストとして参加できます",
  "endings.not_this_user_words":
    "このブラウザーがこのコンピューターのあなたのアカウントで動いていることを Confab が確認できないため、ホストにはなれません。ゲストとして参加するか、Confab でもう一度「参加」を押してください。",
  "endings.bad_name": "この名前は使えません",
  "endings.bad_name_words": "文字と数字で、もっと短い名前にしてください。",
  "endings.too_many_tries": "試した回数が多すぎます",
  "endings.wait_seconds":
    "{seconds, plural, other {#秒待ってから、もう一度「参加」を押してください。}}",
  "endings.wait_a_moment": "少し待ってから、もう一度「参加」を押してください。",
  "endings.unknown": "参加できませんでした",
  "endings.unknown_words":
    "ホストのコンピューターで問題が起きました。少し待ってから、もう一度「参加」を押してください。",
} satisfies Translation<"endings">;
