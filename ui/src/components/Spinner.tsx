import "./spinner.css";

/** Decoration: the words beside it say what is being waited for. */
export function Spinner() {
  return <span className="spinner" aria-hidden="true" />;
}

/** Stands where something will be. Shown after 150 ms by whoever uses it. */
export function Skeleton({ width, height }: { width?: string; height?: string }) {
  return (
    <span
      className="skeleton"
      aria-hidden="true"
      style={{ inlineSize: width, blockSize: height }}
    />
  );
}
