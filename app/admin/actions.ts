"use server";

import { leadingAction } from "../action";
import { close, reopen } from "./closing";
import { changeAdmin, endSignIn, endSignIns, restore, suspend } from "./people";

export const suspendUser = leadingAction(suspend);
export const restoreUser = leadingAction(restore);
export const setAdmin = leadingAction(changeAdmin);
export const endOne = leadingAction(endSignIn);
export const endAll = leadingAction(endSignIns);
export const suspendBusiness = leadingAction(close);
export const restoreBusiness = leadingAction(reopen);
