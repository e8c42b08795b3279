import type { ReactNode } from "react";
import {
  SwitchField as AriaSwitchField,
  type SwitchFieldProps as AriaSwitchFieldProps,
  SwitchButton,
} from "react-aria-components/Switch";
import { Text } from "react-aria-components/Text";
import "./switch.css";

export interface SwitchProps
  extends Omit<AriaSwitchFieldProps, "children" | "className" | "style"> {
  children: ReactNode;
  /** What it comes to, under the words. */
  hint?: ReactNode;
}

export function Switch({ children, hint, ...rest }: SwitchProps) {
  return (
    <AriaSwitchField {...rest} className="switch-field">
      <SwitchButton className="switch">
        <span className="switch-words">{children}</span>
        <span className="switch-track" aria-hidden="true">
          <span className="switch-thumb" />
        </span>
      </SwitchButton>
      {hint && (
        <Text slot="description" className="switch-hint">
          {hint}
        </Text>
      )}
    </AriaSwitchField>
  );
}
