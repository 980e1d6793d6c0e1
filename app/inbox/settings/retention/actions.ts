"use server";

import { leadingAction } from "../../../action";
import { changeRetention, undoRetention } from "../../retention";

export const saveRetention = leadingAction(changeRetention);
export const undoNext = leadingAction(undoRetention);
