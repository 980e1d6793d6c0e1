"use server";

import { formAction } from "../action";
import { showPresence } from "../presence/setting";

export const choosePresence = formAction(showPresence, "/settings");
