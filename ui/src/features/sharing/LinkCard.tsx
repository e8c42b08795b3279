/** A meeting's link: what it is, for whom it works, and the ways to hand it over. */
import { Copy, House, Network, QrCode as QrIcon, UserPlus } from "lucide-react";
import { useId, useState } from "react";
import type { Meeting } from "../../api/types.ts";
import { Button, IconButton } from "../../components/Button.tsx";
import { t } from "../../texts/index.ts";
import type { Deeds } from "../meetings/useDeeds.ts";
import { Invite } from "./Invite.tsx";
import { reachOf, reachWords } from "./model/words.ts";
import { goFullScreen, Poster } from "./Poster.tsx";
import { useSharing } from "./useSharing.ts";
import { useWholeLink } from "./useWholeLink.ts";
import "./link-card.css";

export interface LinkCardProps {
  meeting: Meeting;
  deeds: Deeds;
  /** Why no link can be handed out, or null. */
  whyNoLinks: string | null;
  onSharing: () => void;
}

export function LinkCard({ meeting, deeds, whyNoLinks, onSharing }: LinkCardProps) {
  const sharing = useSharing();
  const reason = useId();
  const [open, setOpen] = useState<"invite" | "poster" | null>(null);
  // A link that would lead to somebody else's program is not even shown.
  const link = whyNoLinks === null ? meeting.meeting_link : null;
  const whole = useWholeLink(meeting, link !== null && open !== null);
  const close = () => setOpen(null);
  return (
    <section className="link-card" aria-label={t("window.link")}>
      {link === null ? (
        <p className="reason" id={reason}>
          {t("window.link_later")}
        </p>
      ) : (
        <div className="link-lines">
          <p className="link-text" dir="ltr">
            {link}
          </p>
          <Reach link={link} />
        </div>
      )}
      <div className="link-deeds">
        <Button
          size="small"
          icon={<Copy aria-hidden="true" />}
          isDisabled={link === null}
          aria-describedby={link === null ? reason : undefined}
          onPress={() => void deeds.copy(meeting)}
        >
          {t("window.copy_link")}
        </Button>
        <IconButton
          label={t("sharing.qr")}
          look="secondary"
          size="small"
          icon={<QrIcon aria-hidden="true" />}
          isDisabled={link === null}
          onPress={() => {
            goFullScreen();
            setOpen("poster");
          }}
        />
        <Button
          size="small"
          icon={<UserPlus aria-hidden="true" />}
          isDisabled={link === null}
          onPress={() => setOpen("invite")}
        >
          {t("sharing.invite")}
        </Button>
      </div>
      {open === "invite" && link !== null && whole !== null && (
        <Invite
          meeting={meeting}
          link={whole}
          sharing={sharing}
          deeds={deeds}
          onSharing={onSharing}
          onClose={close}
        />
      )}
      {open === "poster" && link !== null && whole !== null && (
        <Poster meeting={meeting} link={whole} onClose={close} />
      )}
    </section>
  );
}

/** For whom a link works, with a picture that says the same. */
export function Reach({ link }: { link: string }) {
  const sharing = useSharing();
  const Picture = reachOf(link, sharing) === "computer" ? House : Network;
  return (
    <p className="reach">
      <Picture aria-hidden="true" />
      {reachWords(link, sharing)}
    </p>
  );
}
