"use server";

import { leadingAction } from "../action";
import { beginPlainly } from "./begin";

export const begin = leadingAction(beginPlainly);
