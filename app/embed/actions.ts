"use server";

import { action } from "../action";
import { enterAsGuest, identify, leaveFrame } from "./enter";

export const enter = action(enterAsGuest);
export const nameByToken = action(identify);
export const leave = action(leaveFrame);
