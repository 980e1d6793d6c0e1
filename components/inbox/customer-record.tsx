"use client";

import type { CustomerActions } from "./customer-actions";
import { CustomerNote } from "./customer-note";
import type { CustomerPanelProps } from "./customer-panel";
import { CustomerTags } from "./customer-tags";

export interface CustomerRecordProps {
  conversationId: string;
  customer: CustomerPanelProps["customer"];
  actions: CustomerActions;
  reload: () => Promise<unknown>;
}

/** What the business keeps of a customer for itself, and can change. */
export function CustomerRecord({ conversationId, customer, actions, reload }: CustomerRecordProps) {
  const { note, tags, tagsOfBusiness } = customer;
  return (
    <>
      <CustomerNote conversationId={conversationId} note={note} save={actions.saveNote} />
      <CustomerTags {...{ conversationId, tags, tagsOfBusiness, reload }} setTag={actions.setTag} />
    </>
  );
}
