/** The choice behind the toolbar's React; `onDone` closes it. */
export default function ReactionPicker(_: { onDone: () => void }) {
  return null;
}
