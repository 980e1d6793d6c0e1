"use server";

import { action } from "../action";
import { readCustomer } from "./customer";
import { readInbox } from "./list";
import { changeWork } from "./work";

export const listInbox = action(readInbox);
export const setWork = action(changeWork);
export const customerOfConversation = action(readCustomer);
