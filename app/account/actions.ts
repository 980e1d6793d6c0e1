"use server";

import { action } from "../action";
import { registerAccount } from "./register";

export const register = action(registerAccount);
