"use server";

import { action } from "../action";
import { readHead, readHistory, readWholeBody } from "./history";
import { joinAsMember, removeMessage, restoreMessage } from "./post";
import { begin } from "./start";

export const history = action(readHistory);
export const head = action(readHead);
export const wholeBody = action(readWholeBody);
export const join = action(joinAsMember);
export const remove = action(removeMessage);
export const restore = action(restoreMessage);
export const startConversation = action(begin);
