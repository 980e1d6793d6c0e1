"use server";

import { action } from "../action";
import { publishDevice, readDevices } from "./devices";
import { keepSecret, openSecret } from "./secrets";

export const publish = action(publishDevice);
export const devices = action(readDevices);
export const keep = action(keepSecret);
export const open = action(openSecret);
