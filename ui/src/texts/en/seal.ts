/** End-to-end encryption: where it is chosen, on the way in, in the call and in the chat. */
export default {
  "seal.missing": "Your link is incomplete",
  "seal.missing_words":
    "This meeting is end-to-end encrypted, and the key at the end of its link is missing. Ask whoever invited you for the whole link, or paste it here.",
  "seal.wrong": "Your link does not fit this meeting",
  "seal.wrong_words":
    "This meeting is end-to-end encrypted, and the key in your link is another one. The link may be old, or a part of it may be missing. Ask whoever invited you for the whole link, or paste it here.",
  "seal.field": "Whole meeting link",
  "seal.go": "Continue",
  "seal.no_key_in_it": "There is no key in that. A whole link ends with #k= and 43 letters.",
  "seal.insecure": "This page can’t encrypt",
  "seal.insecure_words":
    "This meeting is end-to-end encrypted, and browsers encrypt only on pages that came over a secure connection. Ask the host for a link that starts with https.",
  "seal.unsupported": "This browser can’t encrypt calls",
  "seal.unsupported_words":
    "This meeting is end-to-end encrypted. Open its link in a current version of Chrome, Edge, Firefox or Safari.",

  "seal.sealed": "End-to-end encrypted",
  "seal.open": "Not encrypted",
  "seal.foreign": "Another key",
  "seal.open_words": "{name} sends without encryption, so nothing of it is shown or played.",
  "seal.foreign_words": "{name} uses another key, so you can’t see or hear each other.",
  "seal.show": "Show anyway",
  "seal.show_whose": "Show {name} anyway",
  "seal.hide": "Hide what is not encrypted",
  "seal.other_key":
    "Nothing of what the others send can be decrypted: your link’s key is not theirs. Ask whoever invited you for the link, and open it again.",
  "seal.unreadable":
    "This message can’t be decrypted. It was encrypted with another key, or changed on the way.",

  "seal.more_ways": "More ways to make a meeting",
  "seal.new": "New encrypted meeting…",
  "seal.new_title": "New end-to-end encrypted meeting",
  "seal.new_words":
    "Pictures, sound, messages and files are encrypted in the browsers of those inside. The meeting server and whoever sits between see none of it.",
  "seal.new_key":
    "The key is a part of the link. Copy link, QR code and invitation carry it, and whoever has the link can come in and read along.",
  "seal.new_without": "What goes without it, and what it costs:",
  "seal.new_names":
    "The title, people’s names, who is inside when, and reactions are not encrypted.",
  "seal.new_recording":
    "The meeting can’t be recorded or streamed by a server, and programs without the key see and hear nothing.",
  "seal.new_slower":
    "Joining takes a moment longer, because nothing is connected before the click. Pictures are sent as VP8 only.",
  "seal.new_api":
    "Programs that use the local API can’t make such a meeting or get its whole link.",
  "seal.new_for_good": "This can’t be changed later.",
  "seal.make": "Make meeting",
  "seal.link_has_key": "Copy link adds the key, without which nobody gets in.",
  "seal.file_inside": "Encrypted: join the meeting to save it.",
  "seal.chat_closed":
    "What is said here is end-to-end encrypted, and can’t be decrypted in this window. Join the meeting to read and write.",
} as const;
