/** Waiting to be let in. */
import { Spinner } from "../../components/Spinner.tsx";
import { Statement } from "../../components/Statement.tsx";
import type { Joined } from "../../guest/api.ts";
import type { Ending } from "../../guest/words.ts";
import type { Capture } from "../prejoin/capture.ts";

export interface LobbyProps {
  meeting: string;
  title: string;
  name: string;
  capture: Capture;
  onAdmitted: (joined: Joined) => void;
  /** `words`: a sentence of the host's, instead of ours. */
  onEnd: (ending: Ending, words?: string | null) => void;
  /** Back to the page before, without having been let in. */
  onBack: () => void;
}

export default function Lobby({ title, onBack }: LobbyProps) {
  return (
    <Statement
      heading={title}
      actions={
        <button type="button" className="button" onClick={onBack}>
          Stop waiting
        </button>
      }
    >
      <p role="status">
        <Spinner /> Waiting for the host to let you in…
      </p>
    </Statement>
  );
}
