"use client";

import type { CustomerActions } from "./customer-actions";
import { CustomerBlock } from "./customer-block";
import { CustomerNote } from "./customer-note";
import type { CustomerPanelProps } from "./customer-panel";
import { CustomerTags } from "./customer-tags";

export interface CustomerRecordProps {
  conversationId: string;
  customer: CustomerPanelProps["customer"];
  name: string;
  actions: CustomerActions;
  reload: () => Promise<unknown>;
}

/** What the business keeps of a customer for itself, and can change. */
export function CustomerRecord({ conversationId, customer, name, actions, reload }: CustomerRecordProps) {
  const { note, tags, tagsOfBusiness, block } = customer;
  return (
    <>
      <CustomerNote conversationId={conversationId} note={note} save={actions.saveNote} />
      <CustomerTags {...{ conversationId, tags, tagsOfBusiness, reload }} setTag={actions.setTag} />
      <CustomerBlock {...{ conversationId, name, block, reload }} ask={actions.block} />
    </>
  );
}
