"use server";

import { leadingAction } from "../../action";
import { changeLimit, restoreLimit, setSwitch } from "./change";

export const setLimit = leadingAction(changeLimit);
export const takeLimitBack = leadingAction(restoreLimit);
export const turn = leadingAction(setSwitch);
