"use server";

import { action } from "../action";
import { changeWidget, renewIdentitySecret } from "./settings";

export const change = action(changeWidget);
export const renewSecret = action(renewIdentitySecret);
