import type { ReactNode } from "react";
import {
  Tooltip as AriaTooltip,
  TooltipTrigger as AriaTooltipTrigger,
  type TooltipTriggerComponentProps,
} from "react-aria-components/Tooltip";
import "./floating.css";

export function TooltipTrigger(props: TooltipTriggerComponentProps) {
  return <AriaTooltipTrigger delay={600} closeDelay={0} {...props} />;
}

export function Tooltip({ children }: { children: ReactNode }) {
  return (
    <AriaTooltip
      className="tooltip"
      offset={6}
      // Inside the landmark, like what it explains.
      UNSTABLE_portalContainer={document.querySelector<HTMLElement>("main") ?? undefined}
    >
      {children}
    </AriaTooltip>
  );
}
