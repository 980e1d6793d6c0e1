import { z } from "zod/mini";
import { type Claim, claimSecret, keepSecret as keepIn, whyNot } from "@/db/secrets";
import { ciphertext, deviceId, envelopes } from "@/lib/protocol/secret";
import { Refusal, type RefusalCode } from "@/lib/refusal";
import { otherSide, ownSide, SECRET_HOURS } from "@/lib/secret";
import { changeMessage } from "@/lib/server/rooms";
import { roomTicket, uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { roomsOfSite } from "../rooms";
import { directAccessFor } from "./access";

/** Keeps what the browser encrypted for the other side, before the message that stands for it is sent. */
export const keepSecret = operation({
  isOfChat: true,
  input: z.strictObject({
    conversationId: uuid,
    /** The message's. */
    id: uuid,
    ciphertext,
    envelopes,
    expiresInHours: z.literal(SECRET_HOURS),
  }),
  limit: "secret",
  permit: directAccessFor("secret:keep"),
  run: async ({ viewer, input: { expiresInHours: hours, ...given }, grant: { role } }) => {
    const kept = await keepIn(db(), { ...given, hours, senderId: viewer.id, side: otherSide(role) });
    if (!kept) throw new Refusal("conflict");
    return kept;
  },
});

/**
 * Gives a secret out, once: to one person of the side it is for, on a device it was sealed for. It is claimed first and
 * then told to everybody, and nobody is given it before that, so that nothing was seen which looks unseen.
 */
export const openSecret = operation({
  isOfChat: true,
  input: z.strictObject({ conversationId: uuid, messageId: uuid, deviceId }),
  limit: "secret",
  permit: directAccessFor("secret:open"),
  run: async ({ viewer, input, grant }) => {
    const { conversationId, messageId } = input;
    const { businessId, role } = grant;
    const claim: Claim = { ...input, businessId, side: ownSide(role), userId: viewer.id };
    const secret = await claimSecret(db(), claim);
    if (!secret) throw new Refusal(refused[await whyNot(db(), claim)]);
    await changeMessage(roomsOfSite(), roomTicket(viewer, conversationId, grant), {
      type: "message:open",
      id: messageId,
    });
    return secret;
  },
});

const refused = {
  /** Expired, destroyed, opened a while ago; or never there, or not for this side. */
  gone: "not-found",
  taken: "conflict",
  /** For devices that were not known, or were not this person's, when it was sent. */
  "sealed for others": "forbidden",
} as const satisfies Record<Awaited<ReturnType<typeof whyNot>>, RefusalCode>;
