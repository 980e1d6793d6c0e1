"use client";

import { type ReactNode, useState } from "react";
import { Dialog } from "../ui/dialog";

interface CustomerSheetProps {
  title: string;
  /** The button that opens it again. */
  trigger: ReactNode;
  children: ReactNode;
}

/** What is known of the customer, over the conversation. It is first drawn when it is asked for, and so opens at once. */
export function CustomerSheet({ title, trigger, children }: CustomerSheetProps) {
  const [isOpen, setOpen] = useState(true);
  return (
    <Dialog at="end" isOpen={isOpen} onOpenChange={setOpen} title={title} trigger={trigger}>
      {children}
    </Dialog>
  );
}
