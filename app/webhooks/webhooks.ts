import { v7 as newId } from "uuid";
import { z } from "zod/mini";
import * as deliveries from "@/db/webhook-deliveries";
import * as stored from "@/db/webhooks";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { type Place, seal, unseal } from "@/lib/server/sealing";
import { newWebhookSecret } from "@/lib/server/webhook-signature";
import { type Delivery, isWebhookAddress, type Webhook, webhookTypes } from "@/lib/webhook";
import { audited, type Done } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { ownerAccess } from "../inbox/access";
import { operation } from "../operation";
import { refuseIfOff } from "../site-settings";
import type { Viewer } from "../viewer";
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
  run: async ({ viewer, input: { id = newId(), ...input } }) => {
    const place = secretOf(id);
    const made = { id, ...input, secret: seal(newWebhookSecret(), place) };
    const added = await audited(
      viewer,
      (tx) => stored.addWebhook(tx, made),
      (one) => (typeof one === "object" && one.isNew ? about("made", input, one.webhook) : null),
    );
    if (added === "too-many") throw new Refusal("too-many");
    if (added === "taken") throw new Refusal("conflict");
    return { ...added, secret: unseal(added.secret, place) };
  },
});

export const changeWebhook = operation({
  input: z.strictObject({ ...which, ...leading }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ viewer, input }) =>
    found(
      await audited(
        viewer,
        (tx) => stored.changeWebhook(tx, input),
        (changed) => about("changed", input, changed),
      ),
    ),
});

/** Enabled, disabled, or deleted, which can be taken back for a day. */
export const setWebhook = operation({
  input: z.strictObject({ ...which, wish: z.enum(["enabled", "disabled", "removed"]) }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ viewer, input }) => {
    const webhook = await audited(
      viewer,
      (tx) => stored.setWebhook(tx, { ...input, now: new Date() }),
      (set) => (typeof set === "object" ? about(input.wish, input, set) : null),
    );
    if (webhook === "too-many") throw new Refusal("too-many");
    return found(webhook === "gone" ? null : webhook);
  },
});

/** A new secret, told here and never again; the one before signs as well for a day. */
export const rotateSecret = operation({
  input: z.strictObject(which),
  limit: "webhook",
  permit: ownerAccess,
  run: async ({ viewer, input }) => {
    const secret = newWebhookSecret();
    const sealed = seal(secret, secretOf(input.id));
    const webhook = await audited(
      viewer,
      (tx) => stored.rotateSecret(tx, { ...input, secret: sealed, now: new Date() }),
      (rotated) => about("secret-renewed", input, rotated),
    );
    return { webhook: found(webhook), secret };
  },
});

/** Sends something that means nothing, and says what came of it. */
export const testWebhook = operation({
  input: z.strictObject(which),
  limit: "webhook",
  permit: sendingAccess,
  run: async ({ input: { id: webhookId, businessId } }) => {
    const id = await deliveries.askForTest(db(), { webhookId, businessId, now: new Date() });
    return sendNow({ id: found(id), businessId });
  },
});

/** Sends something once more, with the same id, and says what came of it. */
export const redeliver = operation({
  input: z.strictObject(which),
  limit: "webhook",
  permit: sendingAccess,
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

/** For owners, while anything is sent at all. */
async function sendingAccess(viewer: Viewer, asked: { businessId: string }): Promise<void> {
  await ownerAccess(viewer, asked);
  await refuseIfOff("webhooks");
}

function secretOf(id: string): Place {
  return { column: "webhooks.secret", row: id };
}

/** For the audit trail: what was done to which, by the host alone, as an address may hold a secret. */
function about(
  did: "made" | "changed" | "enabled" | "disabled" | "removed" | "secret-renewed",
  { businessId }: { businessId: string },
  webhook: Webhook | null,
): Done | null {
  if (!webhook) return null;
  const host = new URL(webhook.url).host;
  return { kind: `webhook.${did}`, businessId, subjectId: webhook.id, detail: { host } };
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
