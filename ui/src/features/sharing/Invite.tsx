/** All the ways in which a guest can be told of a meeting. */
import { CalendarPlus, Copy, Mail, Maximize, MessageSquareText } from "lucide-react";
import { useState } from "react";
import type { Meeting, Sharing } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { t } from "../../texts/index.ts";
import { nameOf } from "../meetings/model/words.ts";
import type { Deeds } from "../meetings/useDeeds.ts";
import { FirstTime } from "./FirstTime.tsx";
import { Reach } from "./LinkCard.tsx";
import { warns } from "./model/invitation.ts";
import { reachOf, whyHere } from "./model/words.ts";
import { goFullScreen, Poster } from "./Poster.tsx";
import { QrCode } from "./QrCode.tsx";
import { ShareThis } from "./ShareThis.tsx";
import { When } from "./When.tsx";
import "./invite.css";

export interface InviteProps {
  meeting: Meeting;
  link: string;
  sharing: Sharing | null;
  deeds: Deeds;
  onSharing: () => void;
  onClose: () => void;
}

export function Invite({ meeting, link, sharing, deeds, onSharing, onClose }: InviteProps) {
  const [poster, setPoster] = useState(false);
  const name = nameOf(meeting);
  const here = reachOf(link, sharing) === "computer";
  const why = here ? whyHere(meeting, sharing) : null;
  const invited = { meeting, link, sharing };
  return (
    <>
      <Dialog
        title={t("sharing.invite_title", { meeting: name })}
        size="wide"
        isOpen
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
        actions={(close) => <Button onPress={close}>{t("common.close")}</Button>}
      >
        <div className="invite-top">
          <div className="invite-code">
            <QrCode text={link} label={t("sharing.qr_of", { meeting: name })} />
            <Button
              size="small"
              look="quiet"
              icon={<Maximize aria-hidden="true" />}
              onPress={() => {
                goFullScreen();
                setPoster(true);
              }}
            >
              {t("sharing.full")}
            </Button>
          </div>
          <div className="invite-link">
            <p className="link-text" dir="ltr">
              {link}
            </p>
            <div className="invite-reach">
              <Reach link={link} />
              <Button size="small" look={here ? "secondary" : "quiet"} onPress={onSharing}>
                {t(here && sharing?.state === "off" ? "sharing.open" : "sharing.adjust")}
              </Button>
            </div>
            {why && <p className="reason">{why}</p>}
            <div className="invite-deeds">
              <Button icon={<Copy aria-hidden="true" />} onPress={() => void deeds.copy(meeting)}>
                {t("window.copy_link")}
              </Button>
              <Button
                icon={<MessageSquareText aria-hidden="true" />}
                onPress={() => void deeds.copyInvitation(invited)}
              >
                {t("sharing.copy_invitation")}
              </Button>
              {/* A letter goes to its program on a command line, where a key would be seen. */}
              {!meeting.encrypted && (
                <Button icon={<Mail aria-hidden="true" />} onPress={() => void deeds.mail(invited)}>
                  {t("sharing.mail")}
                </Button>
              )}
              {meeting.schedule && (
                <Button
                  icon={<CalendarPlus aria-hidden="true" />}
                  onPress={() => void deeds.saveCalendar(invited)}
                >
                  {t("sharing.calendar")}
                </Button>
              )}
            </div>
          </div>
        </div>
        <ShareThis meeting={meeting} deeds={deeds} />
        <When meeting={meeting} onChange={(schedule) => deeds.schedule(meeting, schedule)} />
        {warns(link, sharing) && <FirstTime host={new URL(link).hostname} />}
      </Dialog>
      {poster && <Poster meeting={meeting} link={link} onClose={() => setPoster(false)} />}
    </>
  );
}
