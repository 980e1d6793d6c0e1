import type { CustomerActions } from "@/components/inbox/customer-actions";
import { block, customerOfConversation, noteOfCustomer, tagOfCustomer } from "./actions";

export const customerActions: CustomerActions = {
  block,
  read: customerOfConversation,
  saveNote: noteOfCustomer,
  setTag: tagOfCustomer,
};
