/** What each browser shows before a page whose certificate it does not know. */
import { Desk, Lines, Link, Phone, Press, Step, Warning } from "../trust/drawing.tsx";

export const ChromePicture = () => (
  <Desk>
    <Warning x={40} y={44} size={22} />
    <rect className="shot-ink" x="40" y="74" width="120" height="6" rx="3" />
    <Lines x={40} y={90} widths={[190, 160]} />
    <Press x={40} y={114} width={66} />
    <Press x={194} y={114} width={66} filled />
    <Step x={40} y={114} number={1} />
    <Lines x={40} y={146} widths={[200]} />
    <Link x={40} y={162} width={130} />
    <Step x={184} y={165} number={2} />
  </Desk>
);

export const FirefoxPicture = () => (
  <Desk>
    <Warning x={24} y={44} size={30} />
    <rect className="shot-ink" x="66" y="50" width="140" height="6" rx="3" />
    <Lines x={66} y={66} widths={[196, 170]} />
    <Press x={112} y={88} width={84} filled />
    <Press x={204} y={88} width={66} />
    <Step x={272} y={88} number={1} />
    <rect className="shot-bar" x="56" y="114" width="224" height="68" rx="4" />
    <Lines x={66} y={124} widths={[180, 120]} />
    <Press x={66} y={152} width={84} filled />
    <Press x={158} y={152} width={110} />
    <Step x={270} y={152} number={2} />
  </Desk>
);

export const SafariPictures = () => (
  <>
    <Phone bar="bottom">
      <Warning x={54} y={30} size={22} />
      <rect className="shot-ink" x="20" y="62" width="90" height="6" rx="3" />
      <Lines x={16} y={80} widths={[98, 90, 60]} />
      <Press x={16} y={112} width={46} />
      <Press x={68} y={112} width={46} filled />
      <Step x={16} y={112} number={1} />
      <Lines x={16} y={146} widths={[98, 84]} />
      <Link x={16} y={172} width={72} />
      <Step x={102} y={174} number={2} />
    </Phone>
    <Phone bar="bottom">
      <Lines x={16} y={30} widths={[98, 90, 60, 98, 84]} />
      <rect className="shot-sheet" x="14" y="90" width="102" height="72" rx="10" />
      <Lines x={28} y={102} widths={[74, 50]} />
      <Press x={22} y={132} width={40} />
      <Press x={68} y={132} width={40} filled />
      <Step x={108} y={132} number={3} />
    </Phone>
  </>
);

export const AndroidPicture = () => (
  <Phone bar="top">
    <Warning x={16} y={48} size={22} />
    <rect className="shot-ink" x="16" y="80" width="84" height="6" rx="3" />
    <Lines x={16} y={98} widths={[98, 90, 60]} />
    <Press x={16} y={132} width={46} />
    <Press x={68} y={132} width={46} filled />
    <Step x={16} y={132} number={1} />
    <Lines x={16} y={168} widths={[98, 70]} />
    <Link x={16} y={192} width={74} />
    <Step x={104} y={194} number={2} />
  </Phone>
);
