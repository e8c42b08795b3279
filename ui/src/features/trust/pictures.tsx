/** The two steps in an iPhone's settings that make a certificate count. */
import { Lines, Phone, Press, Step } from "./drawing.tsx";

export const ProfilePicture = () => (
  <Phone bar={null}>
    <rect className="shot-ink" x="12" y="24" width="52" height="7" rx="3.5" />
    <rect className="shot-bar" x="8" y="42" width="114" height="30" rx="8" />
    <circle className="shot-ink" cx="24" cy="57" r="8" />
    <rect className="shot-ink" x="38" y="55" width="62" height="4" rx="2" />
    <Step x={112} y={57} number={1} />
    <rect className="shot-sheet" x="8" y="88" width="114" height="130" rx="10" />
    <Press x={68} y={96} width={46} filled />
    <Step x={68} y={96} number={2} />
    <circle className="shot-bar" cx="65" cy="140" r="14" />
    <path className="shot-stroke" d="m58 140 5 5 9-10" />
    <Lines x={30} y={166} widths={[70, 70, 50]} />
  </Phone>
);

export const TrustPicture = () => (
  <Phone bar={null}>
    <rect className="shot-ink" x="12" y="24" width="76" height="7" rx="3.5" />
    <Lines x={12} y={44} widths={[100, 84]} />
    <rect className="shot-bar" x="8" y="72" width="114" height="34" rx="8" />
    <rect className="shot-ink" x="18" y="87" width="46" height="4" rx="2" />
    <rect className="shot-filled" x="82" y="81" width="30" height="16" rx="8" />
    <circle className="shot-on-filled" cx="104" cy="89" r="6" />
    <Step x={82} y={81} number={1} />
    <rect className="shot-sheet" x="14" y="130" width="102" height="64" rx="10" />
    <Lines x={28} y={142} widths={[74, 50]} />
    <Press x={22} y={168} width={40} />
    <Press x={68} y={168} width={40} filled />
    <Step x={108} y={168} number={2} />
  </Phone>
);
