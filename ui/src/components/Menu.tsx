import type { ReactNode } from "react";
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps as AriaMenuProps,
  MenuTrigger as AriaMenuTrigger,
  Popover,
  Separator,
} from "react-aria-components/Menu";
import "./floating.css";

/** `<MenuTrigger><IconButton …/><Menu>…</Menu></MenuTrigger>` */
export const MenuTrigger = AriaMenuTrigger;

export function Menu<T extends object>(props: Omit<AriaMenuProps<T>, "className" | "style">) {
  return (
    <Popover className="popover">
      <AriaMenu {...props} className="list" />
    </Popover>
  );
}

export interface MenuItemProps extends Omit<AriaMenuItemProps, "children" | "className" | "style"> {
  icon?: ReactNode;
  danger?: boolean;
  children: ReactNode;
}

export function MenuItem({ icon, danger, children, ...rest }: MenuItemProps) {
  return (
    <AriaMenuItem
      textValue={typeof children === "string" ? children : undefined}
      {...rest}
      className={danger ? "list-item danger" : "list-item"}
    >
      {icon}
      {children}
    </AriaMenuItem>
  );
}

export function MenuSeparator() {
  return <Separator className="list-separator" />;
}
