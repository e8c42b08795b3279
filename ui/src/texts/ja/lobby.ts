import type { Translation } from "../index.ts";

export default {
  "lobby.waiting": "参加の承認待ち",
  "lobby.hosts": "{names}さんがこのミーティングのホストで、あなたが待っていることを知っています。",
  "lobby.no_host": "あなたが待っていることは、ホストに伝わっています。",
  "lobby.as": "「{name}」として待っています。",
  "lobby.next": "次があなたの番です。",
  "lobby.place": "{of}人中{place}番目です。",
  "lobby.asking": "参加を申し込んでいます…",
  "lobby.slow":
    "いつもより時間がかかっています。ホストのコンピューターが混み合っているか、スリープ中か、オフラインかもしれません。",
  "lobby.reconnecting":
    "接続が切れました。もう一度試しています。このページは開いたままにしてください。",
  "lobby.many":
    "すでに多くの人が待っています。Confab がまもなく自動でもう一度申し込みます。このページは開いたままにしてください。",
  "lobby.stop": "待つのをやめる",
} satisfies Translation<"lobby">;
