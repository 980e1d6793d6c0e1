"use server";

import { action } from "../action";
import { rememberLanguage } from "./language";
import { registerAccount } from "./register";
import { rememberTimeZone } from "./time-zone";

export const register = action(registerAccount);
export const chooseLanguage = action(rememberLanguage);
export const tellTimeZone = action(rememberTimeZone);
