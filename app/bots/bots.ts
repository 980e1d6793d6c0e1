import { z } from "zod/mini";
import { addApiToken, isApiTokenOf } from "@/db/api-tokens";
import * as stored from "@/db/bots";
import { BOT_NAME_LENGTH_MAX, type Bot } from "@/lib/bot";
import { isDisguised } from "@/lib/legible";
import { storableText } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { type Place, seal } from "@/lib/server/sealing";
import { newWebhookSecret } from "@/lib/server/webhook-signature";
import { isWebhookAddress } from "@/lib/webhook";
import { endToken } from "../account/leaving";
import { audited, type Done } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { ownerAccess } from "../inbox/access";
import { operation } from "../operation";

const being = {
  businessId: uuid,
  name: storableText.check(
    z.trim(),
    z.minLength(1),
    z.maxLength(BOT_NAME_LENGTH_MAX),
    z.refine((name) => !isDisguised(name)),
  ),
  url: z.string().check(z.refine((url) => isWebhookAddress(url, { toLoopback: env().WEBHOOKS_TO_LOOPBACK }))),
};

/** The one bot of a business. Its secret is told here, and never again. */
export const addBot = operation({
  input: z.strictObject(being),
  limit: "webhook",
  permit: ownerAccess,
  run: async ({ viewer, input }) => {
    const secret = newWebhookSecret();
    const bot = await audited(
      viewer,
      (tx) => stored.addBot(tx, { ...input, secret: seal(secret, secretOf(input.businessId)) }),
      (made) => about("made", input, made),
    );
    if (!bot) throw new Refusal("conflict");
    return { bot, secret };
  },
});

export const changeBot = operation({
  input: z.strictObject(being),
  limit: "action",
  permit: ownerAccess,
  run: async ({ viewer, input }) =>
    found(
      await audited(
        viewer,
        (tx) => stored.changeBot(tx, input),
        (changed) => about("changed", input, changed),
      ),
    ),
});

/** Switched off it is asked nothing and may say nothing. */
export const switchBot = operation({
  input: z.strictObject({ businessId: uuid, isOn: z.boolean() }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ viewer, input }) =>
    found(
      await audited(
        viewer,
        (tx) => stored.switchBot(tx, { ...input, now: new Date() }),
        (bot) => about(input.isOn ? "changed" : "ended", input, bot),
      ),
    ),
});

/** A new secret, told here and never again; the one before signs as well for a day. */
export const rotateBotSecret = operation({
  input: z.strictObject({ businessId: uuid }),
  limit: "webhook",
  permit: ownerAccess,
  run: async ({ viewer, input }) => {
    const secret = newWebhookSecret();
    const sealed = seal(secret, secretOf(input.businessId));
    const bot = await audited(
      viewer,
      (tx) => stored.rotateBotSecret(tx, { ...input, secret: sealed, now: new Date() }),
      (rotated) => about("changed", input, rotated),
    );
    return { bot: found(bot), secret };
  },
});

/** By which its server answers as it; told here, and never again. */
export const makeBotToken = operation({
  input: z.strictObject({ businessId: uuid }),
  limit: "token",
  permit: ownerAccess,
  run: async ({ viewer, input: { businessId } }) => {
    const { userId, name } = found(await stored.botOf(db(), businessId));
    const made = await audited(
      viewer,
      (tx) => addApiToken(tx, { userId, name, scopes: ["read", "write"], days: null }),
      (one) =>
        one === "too-many"
          ? null
          : { kind: "token.made", businessId, subjectId: one.token.id, detail: { name } },
    );
    if (made === "too-many") throw new Refusal("too-many");
    return made;
  },
});

export const endBotToken = operation({
  input: z.strictObject({ businessId: uuid, id: uuid }),
  limit: "action",
  permit: async (viewer, asked) => {
    ownerAccess(viewer, asked);
    const { userId } = found(await stored.botOf(db(), asked.businessId));
    if (!(await isApiTokenOf(db(), { userId, id: asked.id }))) throw new Refusal("not-found");
  },
  run: async ({ viewer, input: { businessId, id } }) => {
    await endToken(viewer, { businessId, id });
    return {};
  },
});

function secretOf(businessId: string): Place {
  return { column: "bots.secret", row: businessId };
}

/** For the audit trail: what was done to which. */
function about(
  did: "made" | "changed" | "ended",
  { businessId }: { businessId: string },
  bot: Bot | null,
): Done | null {
  if (!bot) return null;
  const { userId: subjectId, name, url } = bot;
  return { kind: `bot.${did}`, businessId, subjectId, detail: { name, host: new URL(url).host } };
}

function found<T>(what: T | null): T {
  if (what === null) throw new Refusal("not-found");
  return what;
}
