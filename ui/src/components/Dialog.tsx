import type { ReactNode } from "react";
import {
  Dialog as AriaDialog,
  DialogTrigger as AriaDialogTrigger,
  Heading,
  Modal,
  ModalOverlay,
} from "react-aria-components/Modal";
import "./floating.css";

/** `<DialogTrigger><Button …/><Dialog …/></DialogTrigger>`, or `<Dialog isOpen onOpenChange …/>` alone. */
export const DialogTrigger = AriaDialogTrigger;

export interface DialogProps {
  title: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  /** The buttons, the safe one first. */
  actions?: (close: () => void) => ReactNode;
  /** `alertdialog` for a question before something that cannot be undone. */
  role?: "dialog" | "alertdialog";
  /** `wide` for what has two columns. */
  size?: "normal" | "wide";
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export function Dialog({
  title,
  children,
  actions,
  role = "dialog",
  size = "normal",
  isOpen,
  onOpenChange,
}: DialogProps) {
  return (
    <ModalOverlay
      className="scrim"
      isDismissable={role === "dialog"}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
    >
      <Modal className={size === "wide" ? "dialog-box wide" : "dialog-box"}>
        <AriaDialog className="dialog" role={role}>
          {({ close }) => (
            <>
              <Heading slot="title" level={2}>
                {title}
              </Heading>
              {typeof children === "function" ? children(close) : children}
              {actions && <div className="dialog-actions">{actions(close)}</div>}
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
