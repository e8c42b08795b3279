import type { ReactNode } from "react";
import {
  Tab as AriaTab,
  TabPanel as AriaTabPanel,
  Tabs as AriaTabs,
  TabList,
} from "react-aria-components/Tabs";
import "./tabs.css";

export interface TabOption<Id extends string> {
  id: Id;
  label: ReactNode;
  panel: ReactNode;
}

export interface TabsProps<Id extends string> {
  label: string;
  tabs: readonly TabOption<Id>[];
  selected: Id;
  onSelect: (id: Id) => void;
}

export function Tabs<Id extends string>({ label, tabs, selected, onSelect }: TabsProps<Id>) {
  return (
    <AriaTabs
      className="tabs"
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(key as Id)}
    >
      <TabList className="tabs-list" aria-label={label}>
        {tabs.map((tab) => (
          <AriaTab className="tab" id={tab.id} key={tab.id}>
            {tab.label}
          </AriaTab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <AriaTabPanel className="tab-panel" id={tab.id} key={tab.id}>
          {tab.panel}
        </AriaTabPanel>
      ))}
    </AriaTabs>
  );
}
