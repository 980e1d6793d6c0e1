"use server";

import { leadingAction } from "../../action";
import { settle } from "./settle";

export const settleByForm = leadingAction(settle);
