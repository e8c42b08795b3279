/** The line at the lower left: how the server is and for whom links work, always in words. */
import { ChevronUp } from "lucide-react";
import type { Server, Sharing } from "../../api/types.ts";
import type { House } from "../../platform/index.ts";
import { tellStrip } from "./model/words.ts";
import "./status.css";

export interface StatusStripProps {
  house: House | null;
  server: Server | null;
  sharing: Sharing | null;
  interrupted: boolean;
  onOpen: () => void;
}

export function StatusStrip({ house, server, sharing, interrupted, onOpen }: StatusStripProps) {
  const { tone, words, hint } = tellStrip(house, server, sharing, interrupted);
  return (
    <div className="strip" data-tone={tone} role="status">
      <button type="button" className="strip-open" aria-haspopup="dialog" onClick={onOpen}>
        <span className="strip-dot" aria-hidden="true" />
        <span className="strip-words">
          {words}
          {hint && <span className="strip-hint"> {hint}</span>}
        </span>
        <ChevronUp aria-hidden="true" />
      </button>
    </div>
  );
}
