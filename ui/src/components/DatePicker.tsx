/** Day and time, typed part by part or picked from a calendar. */
import type { ZonedDateTime } from "@internationalized/date";
import { CalendarDays, ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import {
  DatePicker as AriaDatePicker,
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DateSegment,
  FieldError,
  Group,
  Label,
  Popover,
} from "react-aria-components/DatePicker";
import { Dialog, Heading } from "react-aria-components/Modal";
import "./button.css";
import "./field.css";
import "./floating.css";
import "./datepicker.css";

export interface DatePickerProps {
  label: string;
  value: ZonedDateTime | null;
  onChange: (value: ZonedDateTime | null) => void;
  error?: ReactNode;
  autoFocus?: boolean;
}

export function DatePicker({ label, value, onChange, error, autoFocus }: DatePickerProps) {
  return (
    <AriaDatePicker
      className="field"
      value={value}
      onChange={onChange}
      granularity="minute"
      hideTimeZone
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      autoFocus={autoFocus}
    >
      <Label className="field-label">{label}</Label>
      <Group className="field-input date-field">
        <DateInput className="date-parts">
          {(segment) => <DateSegment segment={segment} className="date-part" />}
        </DateInput>
        <Button className="button quiet icon-only small">
          <CalendarDays aria-hidden="true" />
        </Button>
      </Group>
      <FieldError className="field-error">{error}</FieldError>
      <Popover className="popover">
        <Dialog className="calendar-box">
          <Calendar className="calendar">
            <header className="calendar-head">
              <Button slot="previous" className="button quiet icon-only small">
                <ChevronLeft aria-hidden="true" />
              </Button>
              <Heading className="calendar-month" level={3} />
              <Button slot="next" className="button quiet icon-only small">
                <ChevronRight aria-hidden="true" />
              </Button>
            </header>
            <CalendarGrid weekdayStyle="narrow">
              <CalendarGridHeader>
                {(day) => <CalendarHeaderCell className="calendar-day">{day}</CalendarHeaderCell>}
              </CalendarGridHeader>
              <CalendarGridBody>
                {(date) => <CalendarCell date={date} className="calendar-cell" />}
              </CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </AriaDatePicker>
  );
}
