/**
 * Parts of which pictures of windows are made: outlines and marks, no words but numbers, so that they
 * are the same in every language. What to press is written beside them; to screen readers they are nothing.
 */
import type { ReactNode } from "react";
import "./drawing.css";

export const WIDE = { width: 300, height: 190 };
export const TALL = { width: 130, height: 230 };

export function Drawing({ size, children }: { size: typeof WIDE; children: ReactNode }) {
  return (
    <svg
      className={size.width > size.height ? "drawing" : "drawing tall"}
      viewBox={`0 0 ${size.width} ${size.height}`}
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

/** A browser's window on a desk, with the mark of an address that it does not trust. */
export function Desk({ children }: { children: ReactNode }) {
  return (
    <Drawing size={WIDE}>
      <rect className="shot" x="1" y="1" width="298" height="188" rx="8" />
      <path className="shot-bar" d="M2 9a7 7 0 0 1 7-7h282a7 7 0 0 1 7 7v23H2z" />
      {[14, 26, 38].map((x) => (
        <circle key={x} className="shot-line" cx={x} cy="17" r="3.5" />
      ))}
      <rect className="shot-field" x="54" y="8" width="232" height="18" rx="9" />
      <Warning x={62} y={11} size={12} />
      <rect className="shot-line" x="80" y="15" width="104" height="4" rx="2" />
      {children}
    </Drawing>
  );
}

/** A phone; its address is above (`top`) or below the page. */
export function Phone({ bar, children }: { bar: "top" | "bottom" | null; children: ReactNode }) {
  const y = bar === "top" ? 16 : 204;
  return (
    <Drawing size={TALL}>
      <rect className="shot" x="1" y="1" width="128" height="228" rx="16" />
      <rect className="shot-line" x="50" y="6" width="30" height="4" rx="2" />
      {bar && (
        <>
          <rect className="shot-field" x="8" y={y} width="114" height="18" rx="9" />
          <Warning x={15} y={y + 3} size={12} />
          <rect className="shot-line" x="33" y={y + 7} width="56" height="4" rx="2" />
        </>
      )}
      {children}
    </Drawing>
  );
}

export function Warning({ x, y, size }: { x: number; y: number; size: number }) {
  return (
    <svg x={x} y={y} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path className="shot-stroke" d="M12 3 22 21H2Z" />
      <path className="shot-stroke" d="M12 10v5M12 18v.1" />
    </svg>
  );
}

/** Lines of text, as wide as they are said to be. */
export function Lines({ x, y, widths }: { x: number; y: number; widths: readonly number[] }) {
  const path = widths.map((width, at) => `M${x + 2} ${y + 2 + at * 9}h${width - 4}`);
  return <path className="shot-lines" d={path.join("")} />;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height?: number;
}

/** Something to press: filled where the browser fills it. */
export function Press({ x, y, width, height = 18, filled }: Box & { filled?: boolean }) {
  return (
    <>
      <rect
        className={filled ? "shot-filled" : "shot-outlined"}
        x={x}
        y={y}
        width={width}
        height={height}
        rx="4"
      />
      <rect
        className={filled ? "shot-on-filled" : "shot-ink"}
        x={x + 8}
        y={y + height / 2 - 2}
        width={width - 16}
        height="4"
        rx="2"
      />
    </>
  );
}

/** A line of text to press. */
export function Link({ x, y, width }: Box) {
  return (
    <>
      <rect className="shot-link" x={x} y={y} width={width} height="4" rx="2" />
      <rect className="shot-link" x={x} y={y + 6.5} width={width} height="1" />
    </>
  );
}

/** Where to press, in which order. */
export function Step({ x, y, number }: { x: number; y: number; number: number }) {
  return (
    <g className="shot-step">
      <circle cx={x} cy={y} r="9" />
      <text x={x} y={y + 4}>
        {number}
      </text>
    </g>
  );
}
