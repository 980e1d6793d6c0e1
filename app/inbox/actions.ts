"use server";

import { action } from "../action";
import { readCustomer } from "./customer";
import { readInbox } from "./list";

export const listInbox = action(readInbox);
export const customerOfConversation = action(readCustomer);
