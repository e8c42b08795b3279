/** The link for a whole room: as large as the screen, readable from the back row. */
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components/Modal";
import type { Meeting } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { t } from "../../texts/index.ts";
import { nameOf } from "../meetings/model/words.ts";
import { Reach } from "./LinkCard.tsx";
import { QrCode } from "./QrCode.tsx";
import "./poster.css";

export interface PosterProps {
  meeting: Meeting;
  link: string;
  onClose: () => void;
}

export function Poster({ meeting, link, onClose }: PosterProps) {
  useFullScreen(onClose);
  const name = nameOf(meeting);
  return (
    <ModalOverlay
      className="poster"
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="poster-box">
        <Dialog className="poster-sheet">
          <div className="poster-close">
            <Button look="quiet" icon={<X aria-hidden="true" />} onPress={onClose} autoFocus>
              {t("common.close")}
            </Button>
          </div>
          <Heading slot="title" level={2} dir="auto">
            {name}
          </Heading>
          <div className="poster-code">
            <QrCode text={link} label={t("sharing.qr_of", { meeting: name })} />
          </div>
          <p className="poster-link" dir="ltr">
            {link}
          </p>
          <p className="poster-words">{t("sharing.scan")}</p>
          <Reach link={link} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * Asks for the whole screen where that is allowed; else the poster fills the window. Called by the
 * press itself: browsers refuse it otherwise.
 */
export function goFullScreen(): void {
  document.documentElement.requestFullscreen?.().catch(() => undefined);
}

/** Leaving the full screen, with Escape for instance, closes the poster, and the other way round. */
function useFullScreen(onLeft: () => void) {
  const latest = useRef(onLeft);
  latest.current = onLeft;
  useEffect(() => {
    const onChange = () => {
      if (!document.fullscreenElement) latest.current();
    };
    document.addEventListener("fullscreenchange", onChange);
    return () => {
      document.removeEventListener("fullscreenchange", onChange);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, []);
}
