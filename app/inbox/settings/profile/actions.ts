"use server";

import { leadingAction } from "../../../action";
import { putLogoBack, takeLogoDown } from "../../../businesses/logo";
import { changeProfile } from "../../../businesses/profile";

export const saveProfile = leadingAction(changeProfile);
export const takeDown = leadingAction(takeLogoDown);
export const putBack = leadingAction(putLogoBack);
