"use server";

import { action, formAction, leadingAction } from "../action";
import { confirmAddress } from "./email";
import { askForPassword, setForgotten } from "./forgotten";
import { rememberLanguage } from "./language";
import { registerAccount } from "./register";
import { registerPlainly } from "./register-plainly";
import { signInPlainly } from "./sign-in-plainly";
import { signOutPlainly } from "./sign-out-plainly";
import { rememberTimeZone } from "./time-zone";

export const register = action(registerAccount);
export const registerByForm = leadingAction(registerPlainly);
export const signInByForm = leadingAction(signInPlainly);
export const signOutByForm = leadingAction(signOutPlainly);
export const chooseLanguage = formAction(rememberLanguage);
export const tellTimeZone = action(rememberTimeZone);
export const confirmNewAddress = leadingAction(confirmAddress);
export const askPassword = leadingAction(askForPassword);
export const setNewPassword = leadingAction(setForgotten);
