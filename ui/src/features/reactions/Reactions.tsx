/** What floats over the pictures. */
export default function Reactions() {
  return null;
}
