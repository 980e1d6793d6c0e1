"use server";

import { action } from "../action";
import { readChats } from "./list";

export const listChats = action(readChats);
