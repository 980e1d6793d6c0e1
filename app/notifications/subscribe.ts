import { z } from "zod/mini";
import { dropSubscription, keepSubscription } from "@/db/push-subscriptions";
import { PUSH_ENDPOINT_LENGTH_MAX } from "@/lib/notification";
import { Refusal } from "@/lib/refusal";
import { db } from "../database";
import { operation } from "../operation";
import { pushKeys } from "./push";

const KEY_LENGTH_MAX = 200;
const key = z.string().check(z.regex(/^[\w-]+$/), z.maxLength(KEY_LENGTH_MAX));
const endpoint = z
  .string()
  .check(z.maxLength(PUSH_ENDPOINT_LENGTH_MAX), z.url({ protocol: /^https$/, hostname: z.regexes.domain }));

/** A browser, in the form in which it says itself how it is reached; it is told until its sign-in ends. */
export const subscribe = operation({
  input: z.strictObject({
    endpoint,
    expirationTime: z.optional(z.nullable(z.number())),
    keys: z.strictObject({ p256dh: key, auth: key }),
  }),
  limit: "action",
  permit: () => {
    if (!pushKeys()) throw new Refusal("unavailable");
  },
  run: async ({ viewer, input: { endpoint, keys } }) => {
    await keepSubscription(db(), { userId: viewer.id, sessionId: viewer.sessionId, endpoint, ...keys });
    return {};
  },
});

/** It is told no more. */
export const unsubscribe = operation({
  input: z.strictObject({ endpoint: z.string().check(z.maxLength(PUSH_ENDPOINT_LENGTH_MAX)) }),
  limit: "action",
  permit: () => {},
  run: async ({ viewer, input: { endpoint } }) => {
    await dropSubscription(db(), { userId: viewer.id, endpoint });
    return {};
  },
});
