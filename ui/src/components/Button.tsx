import type { ReactNode, Ref } from "react";
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from "react-aria-components/Button";
import {
  ToggleButton as AriaToggleButton,
  type ToggleButtonProps as AriaToggleButtonProps,
} from "react-aria-components/ToggleButton";
import { Spinner } from "./Spinner.tsx";
import { Tooltip, TooltipTrigger } from "./Tooltip.tsx";
import "./button.css";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";

export interface ButtonProps extends Omit<AriaButtonProps, "children" | "className" | "style"> {
  ref?: Ref<HTMLButtonElement>;
  look?: ButtonLook;
  size?: "normal" | "small";
  icon?: ReactNode;
  children: ReactNode;
}

export function Button({
  look = "secondary",
  size = "normal",
  icon,
  children,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton {...rest} className={`button ${look} ${size}`}>
      {rest.isPending ? <Spinner /> : icon}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children" | "icon" | "aria-label"> {
  /** Its accessible name, also shown as a tooltip. */
  label: string;
  icon: ReactNode;
}

export function IconButton({
  label,
  icon,
  look = "quiet",
  size = "normal",
  ...rest
}: IconButtonProps) {
  return (
    <TooltipTrigger>
      <AriaButton {...rest} aria-label={label} className={`button icon-only ${look} ${size}`}>
        {rest.isPending ? <Spinner /> : icon}
      </AriaButton>
      <Tooltip>{label}</Tooltip>
    </TooltipTrigger>
  );
}

export interface ToggleButtonProps
  extends Omit<AriaToggleButtonProps, "children" | "className" | "style"> {
  size?: "normal" | "small";
  icon?: ReactNode;
  children: ReactNode;
}

/** Stays pressed; its words stay the same. */
export function ToggleButton({ size = "normal", icon, children, ...rest }: ToggleButtonProps) {
  return (
    <AriaToggleButton {...rest} className={`button secondary ${size}`}>
      {icon}
      {children}
    </AriaToggleButton>
  );
}
