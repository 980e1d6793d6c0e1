"use server";

import { action, leadingAction } from "../action";
import { followBusiness, readReading, setReading, stopFollowing } from "./follow";
import { followPlainly } from "./follow-plainly";
import { askForPostMails, stopPostMails } from "./mails";

export const follow = action(followBusiness);
export const stop = action(stopFollowing);
export const read = action(readReading);
export const choose = action(setReading);
export const askForMails = action(askForPostMails);
export const stopMails = action(stopPostMails);
export const followByForm = leadingAction(followPlainly);
