"use server";

import { action } from "../action";
import { rememberLanguage } from "./language";
import { registerAccount } from "./register";

export const register = action(registerAccount);
export const chooseLanguage = action(rememberLanguage);
