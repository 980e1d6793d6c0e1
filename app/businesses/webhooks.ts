import { z } from "zod/mini";
import { webhooksOf } from "@/db/webhooks";
import { Refusal } from "@/lib/refusal";
import type { Webhook } from "@/lib/webhook";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { ownerAccess } from "../inbox/access";
import { operation } from "../operation";
import { addWebhook, changeWebhook, leading, rotateSecret, setWebhook } from "../webhooks/webhooks";
import { inBusiness, slug } from "./access";

const which = { slug, id: uuid };

export const readWebhooks = operation({
  input: z.strictObject({ slug }),
  permit: inBusiness(ownerAccess),
  run: async ({ grant: businessId }) => ({ webhooks: await webhooksOf(db(), businessId) }),
});

export const createWebhook = operation({
  input: z.strictObject({ slug, id: z.optional(uuid), ...leading }),
  permit: inBusiness(ownerAccess),
  run: ({ viewer, input: { slug: _, ...input }, grant: businessId }) =>
    addWebhook(viewer, { businessId, ...input }),
});

/** What is named shall be so, and the rest stays. */
export const updateWebhook = operation({
  input: z.strictObject({
    ...{ ...which, url: z.optional(leading.url), types: z.optional(leading.types) },
    isEnabled: z.optional(z.boolean()),
  }),
  permit: inBusiness(ownerAccess),
  run: async ({ viewer, input: { id, url, types, isEnabled }, grant: businessId }): Promise<Webhook> => {
    const webhook = (await webhooksOf(db(), businessId)).find((each) => each.id === id);
    if (!webhook) throw new Refusal("not-found");
    const leads = { url: url ?? webhook.url, types: types ?? webhook.types };
    const changed =
      url === undefined && types === undefined
        ? webhook
        : await changeWebhook(viewer, { businessId, id, ...leads });
    if (isEnabled === undefined) return changed;
    return setWebhook(viewer, { businessId, id, wish: isEnabled ? "enabled" : "disabled" });
  },
});

/** It can be brought back for a day, in the settings. */
export const removeWebhook = operation({
  input: z.strictObject(which),
  permit: inBusiness(ownerAccess),
  run: async ({ viewer, input: { id }, grant: businessId }) => {
    await setWebhook(viewer, { businessId, id, wish: "removed" });
    return {};
  },
});

export const renewSecret = operation({
  input: z.strictObject(which),
  permit: inBusiness(ownerAccess),
  run: ({ viewer, input: { id }, grant: businessId }) => rotateSecret(viewer, { businessId, id }),
});
