/** Something that is read now and then: a line that opens. */
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import {
  Disclosure as AriaDisclosure,
  Button,
  DisclosurePanel,
  Heading,
} from "react-aria-components/Disclosure";
import "./disclosure.css";

export function Disclosure({ title, children }: { title: string; children: ReactNode }) {
  return (
    <AriaDisclosure className="disclosure">
      <Heading level={3} className="disclosure-head">
        <Button slot="trigger" className="disclosure-button">
          <ChevronDown aria-hidden="true" />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel className="disclosure-panel">
        <div className="disclosure-inside">{children}</div>
      </DisclosurePanel>
    </AriaDisclosure>
  );
}
