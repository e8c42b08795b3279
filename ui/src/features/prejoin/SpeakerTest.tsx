import { Volume2 } from "lucide-react";
import { useState } from "react";
import { t } from "../../texts/index.ts";
import { chime } from "./chime.ts";
import { Meter } from "./Meter.tsx";
import { choices } from "./memory.ts";

/** Plays a few notes on the chosen speaker, and shows that they are being played. */
export function SpeakerTest() {
  const [track, setTrack] = useState<MediaStreamTrack | null>(null);
  const [failed, setFailed] = useState(false);

  async function play() {
    if (track) return;
    setFailed(false);
    try {
      const playing = await chime(choices().speakerId);
      setTrack(playing.track);
      await playing.done;
    } catch {
      setFailed(true);
    }
    setTrack(null);
  }

  return (
    <div className="speaker-test">
      <button type="button" className="button small" aria-disabled={track !== null} onClick={play}>
        <Volume2 aria-hidden="true" />
        {t("prejoin.speaker_test")}
      </button>
      <Meter label={t("prejoin.speaker_level")} track={track} />
      <p role="status" className="speaker-words">
        {failed ? t("prejoin.speaker_failed") : track ? t("prejoin.speaker_playing") : ""}
      </p>
    </div>
  );
}
