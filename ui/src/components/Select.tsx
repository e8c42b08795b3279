import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import {
  Select as AriaSelect,
  type SelectProps as AriaSelectProps,
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from "react-aria-components/Select";
import "./field.css";
import "./floating.css";

export interface Choice {
  id: string;
  label: string;
}

export interface SelectProps
  extends Omit<AriaSelectProps<Choice>, "children" | "className" | "style" | "selectionMode"> {
  label: string;
  hint?: ReactNode;
  choices: readonly Choice[];
}

export function Select({ label, hint, choices, ...rest }: SelectProps) {
  return (
    <AriaSelect {...rest} className="field">
      <Label className="field-label">{label}</Label>
      <Button className="field-input select-button">
        <SelectValue />
        <ChevronDown aria-hidden="true" />
      </Button>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error" />
      <Popover className="popover">
        <ListBox className="list" items={choices}>
          {(choice) => (
            <ListBoxItem className="list-item" textValue={choice.label}>
              {({ isSelected }) => (
                <>
                  {choice.label}
                  {isSelected && <Check className="list-tick" aria-hidden="true" />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
