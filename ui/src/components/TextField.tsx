import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
} from "react-aria-components/TextField";
import "./field.css";

export interface TextFieldProps
  extends Omit<AriaTextFieldProps, "children" | "className" | "style" | "autoComplete"> {
  label: string;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  placeholder?: string;
  autoComplete?: HTMLInputAutoCompleteAttribute;
}

export function TextField({ label, hideLabel, hint, error, placeholder, ...rest }: TextFieldProps) {
  return (
    <AriaTextField {...rest} isInvalid={rest.isInvalid ?? Boolean(error)} className="field">
      <Label className={hideLabel ? "unseen" : "field-label"}>{label}</Label>
      <Input className="field-input" placeholder={placeholder} />
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </AriaTextField>
  );
}
