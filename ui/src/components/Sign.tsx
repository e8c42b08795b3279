import { Check, CircleAlert, CircleDashed, Minus, TriangleAlert } from "lucide-react";
import { Spinner } from "./Spinner.tsx";

/** How a check stands, as a shape; the word for it stands beside. */
export function Sign({
  state,
}: {
  state: "waiting" | "running" | "good" | "warning" | "failed" | "skipped";
}) {
  switch (state) {
    case "running":
      return <Spinner />;
    case "good":
      return <Check aria-hidden="true" />;
    case "warning":
      return <TriangleAlert aria-hidden="true" />;
    case "failed":
      return <CircleAlert aria-hidden="true" />;
    case "skipped":
      return <Minus aria-hidden="true" />;
    case "waiting":
      return <CircleDashed aria-hidden="true" />;
  }
}
