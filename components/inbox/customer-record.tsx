"use client";

import type { CustomerActions } from "./customer-actions";
import { CustomerNote } from "./customer-note";
import type { CustomerPanelProps } from "./customer-panel";
import { CustomerTags } from "./customer-tags";
import type { MakeTag } from "./tag-picker";

export interface CustomerRecordProps {
  businessId: string;
  conversationId: string;
  isOwner: boolean;
  customer: CustomerPanelProps["customer"];
  actions: CustomerActions;
  reload: () => Promise<unknown>;
}

/** What the business keeps of a customer for itself, and can change. */
export function CustomerRecord(props: CustomerRecordProps) {
  const { businessId, conversationId, isOwner, customer, actions, reload } = props;
  const { note, tags, tagsOfBusiness } = customer;
  const make: MakeTag = (named) => actions.makeTag({ businessId, ...named });
  return (
    <>
      <CustomerNote conversationId={conversationId} note={note} save={actions.saveNote} />
      <CustomerTags
        {...{ conversationId, tags, tagsOfBusiness, reload }}
        make={isOwner ? make : undefined}
        setTag={actions.setTag}
      />
    </>
  );
}
