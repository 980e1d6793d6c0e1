"use server";

import { action } from "../action";
import {
  addWebhook,
  changeWebhook,
  readDeliveries,
  redeliver,
  rotateSecret,
  setWebhook,
  testWebhook,
} from "./webhooks";

export const add = action(addWebhook);
export const change = action(changeWebhook);
export const set = action(setWebhook);
export const rotate = action(rotateSecret);
export const test = action(testWebhook);
export const sendAgain = action(redeliver);
export const log = action(readDeliveries);
