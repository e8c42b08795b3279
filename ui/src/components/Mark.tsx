import { useId } from "react";
import "./mark.css";

/** The mark of `icons/confab-template.svg`: two speech shapes that leave a letter c. Decoration. */
export function Mark() {
  const mask = useId();
  return (
    <svg className="mark" viewBox="64 64 384 384" aria-hidden="true">
      <mask id={mask} maskUnits="userSpaceOnUse" x="64" y="64" width="384" height="384">
        <path fill="#fff" d="M64 64h384v384H64z" />
        <circle fill="#000" cx="322" cy="246" r="116" />
        <path fill="#000" d="M366 120H520V372H366Z" />
      </mask>
      <path
        mask={`url(#${mask})`}
        d="M250 74A172 172 0 1 1 186 406Q148 438 96 438Q126 400 123 362A172 172 0 0 1 250 74Z"
      />
      <path d="M322 162A84 84 0 0 1 396 286Q404 318 434 340Q394 346 356 323A84 84 0 1 1 322 162Z" />
    </svg>
  );
}
