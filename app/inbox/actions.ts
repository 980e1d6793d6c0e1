"use server";

import { action } from "../action";
import { readInbox } from "./list";

export const listInbox = action(readInbox);
