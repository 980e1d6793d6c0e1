"use server";

import { action } from "../action";
import { readHead, readHistory, readWholeBody } from "./history";
import { joinAsMember } from "./post";
import { begin } from "./start";

export const history = action(readHistory);
export const head = action(readHead);
export const wholeBody = action(readWholeBody);
export const join = action(joinAsMember);
export const startConversation = action(begin);
