"use server";

import { action, formAction } from "../action";
import { rememberLanguage } from "./language";
import { registerAccount } from "./register";
import { rememberTimeZone } from "./time-zone";

export const register = action(registerAccount);
export const chooseLanguage = formAction(rememberLanguage);
export const tellTimeZone = action(rememberTimeZone);
