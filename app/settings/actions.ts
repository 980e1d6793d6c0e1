"use server";

import { endApiToken, makeApiToken } from "../account/api-tokens";
import { changePassword } from "../account/change-password";
import { askForAddress } from "../account/email";
import { askToErase, keepAccount } from "../account/erase";
import { changeName } from "../account/profile";
import { endOtherSignIns, endSignIn } from "../account/sign-ins";
import { action, formAction, leadingAction } from "../action";
import { readHushed } from "../notifications/hushed";
import { chooseNotifications, testNotifications } from "../notifications/settings";
import { subscribe as subscribeBrowser, unsubscribe as unsubscribeBrowser } from "../notifications/subscribe";
import { showPresence } from "../presence/setting";

export const choosePresence = formAction(showPresence, "/settings");
export const saveNotifications = formAction(chooseNotifications, "/settings");
export const hushed = action(readHushed);
export const subscribe = action(subscribeBrowser);
export const unsubscribe = action(unsubscribeBrowser);
export const askForTest = action(testNotifications);
export const makeToken = formAction(makeApiToken, "/settings");
export const endToken = formAction(endApiToken, "/settings");
export const saveName = leadingAction(changeName);
export const askAddress = leadingAction(askForAddress);
export const changeOwnPassword = leadingAction(changePassword);
export const endOneSignIn = leadingAction(endSignIn);
export const endOthers = leadingAction(endOtherSignIns);
export const eraseAccount = leadingAction(askToErase);
export const keepOwnAccount = leadingAction(keepAccount);
