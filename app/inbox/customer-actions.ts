import type { CustomerActions } from "@/components/inbox/customer-actions";
import { block, customerOfConversation, newTag, noteOfCustomer, tagOfCustomer } from "./actions";

export const customerActions: CustomerActions = {
  block,
  makeTag: newTag,
  read: customerOfConversation,
  saveNote: noteOfCustomer,
  setTag: tagOfCustomer,
};
