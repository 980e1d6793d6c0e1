"use server";

import { action } from "../action";
import { followBusiness, readReading, setReading, stopFollowing } from "./follow";
import { askForPostMails, stopPostMails } from "./mails";

export const follow = action(followBusiness);
export const stop = action(stopFollowing);
export const read = action(readReading);
export const choose = action(setReading);
export const askForMails = action(askForPostMails);
export const stopMails = action(stopPostMails);
