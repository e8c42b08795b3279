import mark from "../../../icons/confab.svg";

/** Whose page this is, where there is room to say so. */
export function Mark() {
  return <img className="mark" src={mark} alt="Confab" />;
}
