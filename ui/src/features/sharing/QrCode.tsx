/**
 * A link as a square that phones read. Black on white in every scheme, with the quiet zone of four
 * modules that the standard asks for: cameras find nothing else reliably.
 */
import { encode } from "uqr";
import "./qr.css";

export interface QrCodeProps {
  text: string;
  /** What it is, for those who don't see it. */
  label: string;
}

const QUIET = 4;

export function QrCode({ text, label }: QrCodeProps) {
  const { size, data } = encode(text, { ecc: "M", boostEcc: true, border: QUIET });
  const path = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])),
  );
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect className="qr-paper" width={size} height={size} />
      <path className="qr-ink" d={path.join("")} />
    </svg>
  );
}
