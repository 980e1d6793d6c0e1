"use server";

import { action } from "../action";
import { search } from "./search";

export const searchMessages = action(search);
