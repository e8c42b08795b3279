/** Messages, hands and reactions for those who listen: politely, and a burst in one go. */
import { useEffect, useState } from "react";
import "../../texts/areas/people.ts";
import { t } from "../../texts/index.ts";
import { useMeeting } from "./context.ts";
import type { Listen } from "./live.ts";
import { hands } from "./state.ts";
import type { Change, Message } from "./types.ts";

const burst = 400;
const longestText = 140;

export default function Announcements({ listen }: { listen: Listen }) {
  const { live, chat } = useMeeting();
  const [said, setSaid] = useState("");
  useEffect(() => {
    let waiting: string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = (words: string) => {
      if (!waiting.includes(words)) waiting.push(words);
      clearTimeout(timer);
      timer = setTimeout(() => {
        setSaid(waiting.slice(-5).join(". "));
        waiting = [];
      }, burst);
    };
    let up: ReadonlySet<string> | null = null;
    const hear = (change: Change) => {
      const state = live.snapshot();
      if (change.type === "chat_message" && change.meeting_id === live.meeting) {
        const message: Message = change.message;
        if (chat.isMine(message)) return;
        const { name, file, unreadable } = message;
        say(
          file
            ? t("people.said_file", { name, text: file.name })
            : t("people.said_message", {
                name,
                text: unreadable ? t("seal.unreadable") : message.text.slice(0, longestText),
              }),
        );
      }
      if (change.type === "reaction" && change.identity !== state.me.identity) {
        say(t("people.said_reaction", { name: change.name, emoji: change.emoji }));
      }
      const now = new Set(hands(state).map((person) => person.identity));
      // With the first look nobody has just raised a hand.
      for (const identity of up ? now : []) {
        const person = state.people.get(identity);
        if (person && !up?.has(identity) && identity !== state.me.identity) {
          say(t("people.said_hand", { name: person.name }));
        }
      }
      for (const identity of up ?? []) {
        const person = state.people.get(identity);
        if (person && !now.has(identity) && identity !== state.me.identity) {
          say(t("people.said_hand_down", { name: person.name }));
        }
      }
      // Before one is inside, the others are not told.
      if (state.phase === "live" && state.people.has(state.me.identity)) up = now;
    };
    const unhear = listen(hear);
    return () => {
      unhear();
      clearTimeout(timer);
    };
  }, [live, chat, listen]);
  return (
    <p className="unseen" aria-live="polite" data-testid="talk-announcements">
      {said}
    </p>
  );
}
