import { v7 as newId } from "uuid";
import { z } from "zod/mini";
import * as deliveries from "@/db/webhook-deliveries";
import * as stored from "@/db/webhooks";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { type Place, seal, unseal } from "@/lib/server/sealing";
import { newWebhookSecret } from "@/lib/server/webhook-signature";
import { type Delivery, isWebhookAddress, webhookTypes } from "@/lib/webhook";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { ownerAccess } from "../inbox/access";
import { operation } from "../operation";
import { send } from "./send";

export const leading = {
  url: z.string().check(z.refine((url) => isWebhookAddress(url, { toLoopback: env().WEBHOOKS_TO_LOOPBACK }))),
  types: z.array(z.enum(webhookTypes)).check(
    z.minLength(1),
    z.refine((types) => new Set(types).size === types.length),
  ),
};
const which = { businessId: uuid, id: uuid };

/** Its secret is told here, and never again but to whoever repeats it because no answer came. */
export const addWebhook = operation({
  input: z.strictObject({ businessId: uuid, id: z.optional(uuid), ...leading }),
  limit: "webhook",
  permit: ownerAccess,
  run: async ({ input: { id = newId(), ...input } }) => {
    const place = secretOf(id);
    const sealed = seal(newWebhookSecret(), place);
    const added = await stored.addWebhook(db(), { id, ...input, secret: sealed });
    if (added === "too-many") throw new Refusal("too-many");
    if (added === "taken") throw new Refusal("conflict");
    return { ...added, secret: unseal(added.secret, place) };
  },
});

export const changeWebhook = operation({
  input: z.strictObject({ ...which, ...leading }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ input }) => found(await stored.changeWebhook(db(), input)),
});

/** Enabled, disabled, or deleted, which can be taken back for a day. */
export const setWebhook = operation({
  input: z.strictObject({ ...which, wish: z.enum(["enabled", "disabled", "removed"]) }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ input }) => {
    const webhook = await stored.setWebhook(db(), { ...input, now: new Date() });
    if (webhook === "too-many") throw new Refusal("too-many");
    return found(webhook === "gone" ? null : webhook);
  },
});

/** A new secret, told here and never again; the one before signs as well for a day. */
export const rotateSecret = operation({
  input: z.strictObject(which),
  limit: "webhook",
  permit: ownerAccess,
  run: async ({ input }) => {
    const secret = newWebhookSecret();
    const sealed = seal(secret, secretOf(input.id));
    const now = new Date();
    return { webhook: found(await stored.rotateSecret(db(), { ...input, secret: sealed, now })), secret };
  },
});

/** Sends something that means nothing, and says what came of it. */
export const testWebhook = operation({
  input: z.strictObject(which),
  limit: "webhook",
  permit: ownerAccess,
  run: async ({ input: { id: webhookId, businessId } }) => {
    const id = await deliveries.askForTest(db(), { webhookId, businessId, now: new Date() });
    return sendNow({ id: found(id), businessId });
  },
});

/** Sends something once more, with the same id, and says what came of it. */
export const redeliver = operation({
  input: z.strictObject(which),
  limit: "webhook",
  permit: ownerAccess,
  run: ({ input }) => sendNow(input),
});

/** The log of a webhook, the newest first. */
export const readDeliveries = operation({
  input: z.strictObject({ ...which, before: z.optional(uuid) }),
  limit: "action",
  permit: ownerAccess,
  run: ({ input: { id: webhookId, businessId, before } }) =>
    deliveries.deliveriesOf(db(), { webhookId, businessId, before }),
});

function secretOf(id: string): Place {
  return { column: "webhooks.secret", row: id };
}

async function sendNow(asked: { id: string; businessId: string }): Promise<Delivery> {
  found(await deliveries.deliveryById(db(), asked));
  const claimed = await deliveries.claimDelivery(db(), { ...asked, now: new Date() });
  // It is on its way already, or its webhook is disabled.
  if (!claimed) throw new Refusal("conflict");
  await send(claimed);
  return found(await deliveries.deliveryById(db(), asked));
}

function found<T>(what: T | null): T {
  if (what === null) throw new Refusal("not-found");
  return what;
}
