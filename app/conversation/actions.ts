"use server";

import { action } from "../action";
import { readHead, readHistory, readWholeBody } from "./history";
import { joinAsMember } from "./post";
import { begin } from "./start";
import { giveTicket } from "./tickets";

export const history = action(readHistory);
export const head = action(readHead);
export const wholeBody = action(readWholeBody);
export const join = action(joinAsMember);
export const issueTicket = action(giveTicket);
export const startConversation = action(begin);
