import {
  RadioGroup as AriaRadioGroup,
  type RadioGroupProps as AriaRadioGroupProps,
  Label,
  RadioButton,
  RadioField,
  Text,
} from "react-aria-components/RadioGroup";
import type { Choice } from "./Select.tsx";
import "./field.css";
import "./radio.css";

export interface RadioGroupProps
  extends Omit<AriaRadioGroupProps, "children" | "className" | "style"> {
  label: string;
  hint?: string;
  choices: readonly Choice[];
}

export function RadioGroup({ label, hint, choices, ...rest }: RadioGroupProps) {
  return (
    <AriaRadioGroup {...rest} className="radio-group">
      <Label className="field-label">{label}</Label>
      <div className="radio-choices">
        {choices.map(({ id, label }) => (
          <RadioField key={id} value={id}>
            <RadioButton className="radio">
              <span className="radio-ring" aria-hidden="true" />
              {label}
            </RadioButton>
          </RadioField>
        ))}
      </div>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
    </AriaRadioGroup>
  );
}
