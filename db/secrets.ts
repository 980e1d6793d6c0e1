import { and, eq, gt, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Envelope, SecretSide } from "../lib/protocol/secret";
import { SECRET_OPEN_AGAIN_SECONDS, type SecretHours } from "../lib/secret";
import type { Db } from "./client";
import { deviceKeys, secrets } from "./conversation-parts";
import { conversations, messages } from "./schema";

const REMOVED_AT_ONCE = 100;
const AGAIN = sql`make_interval(secs => ${SECRET_OPEN_AGAIN_SECONDS}::int)`;

interface Kept {
  id: string;
  conversationId: string;
  senderId: string;
  side: SecretSide;
  ciphertext: string;
  envelopes: Envelope[];
  hours: SecretHours;
}

/** Keeps what a message is going to keep back, once; `null` where the id is taken for anything else. */
export async function keepSecret(
  db: Db,
  { hours, envelopes, ...kept }: Kept,
): Promise<{ side: SecretSide; expiresAt: string } | null> {
  const end = sql`now() + make_interval(hours => ${hours}::int)`;
  const sealedKeys = Object.fromEntries(envelopes.map(({ deviceId, sealedKey }) => [deviceId, sealedKey]));
  await db
    .insert(secrets)
    .values({ ...kept, envelopes: sealedKeys, expiresAt: end, removeAt: end })
    .onConflictDoNothing({ target: secrets.id });
  const [row] = await db
    .select({ side: secrets.side, expiresAt: secrets.expiresAt })
    .from(secrets)
    .where(
      and(
        eq(secrets.id, kept.id),
        eq(secrets.conversationId, kept.conversationId),
        eq(secrets.senderId, kept.senderId),
        isNull(secrets.openedAt),
      ),
    );
  return row ? { side: row.side, expiresAt: row.expiresAt.toISOString() } : null;
}

/** Who asks for a secret, on which device. */
export interface Claim {
  conversationId: string;
  businessId: string;
  messageId: string;
  side: SecretSide;
  userId: string;
  deviceId: string;
}

/**
 * Gives a secret to whoever asks first, and for a moment to them again on the same device: the update waits for whoever
 * holds the row and then looks anew, so of two who ask at once one gets it. Nothing for everybody else. A claim that
 * the message never told of, because its room was out of reach, holds no longer than that moment.
 */
export async function claimSecret(
  db: Db,
  claim: Claim,
): Promise<{ ciphertext: string; sealedKey: string } | undefined> {
  const { userId, deviceId } = claim;
  const isFresh = sql`${secrets.openedAt} > now() - ${AGAIN}`;
  const isTheirs = sql`(${secrets.openedBy} = ${userId} and ${secrets.openedDevice} = ${deviceId} and ${isFresh})`;
  const isNobodys = sql`(${secrets.openedAt} is null or not ${isFresh} and ${toldAt} is null)`;
  const [given] = await db
    .update(secrets)
    .set({
      openedBy: userId,
      openedDevice: deviceId,
      openedAt: sql`case when ${isTheirs} then ${secrets.openedAt} else now() end`,
    })
    .from(conversations)
    .innerJoin(messages, eq(messages.conversationId, conversations.id))
    .where(and(isFor(claim), isStillThere, isSealedFor(claim), or(isTheirs, isNobodys)))
    .returning({ ciphertext: secrets.ciphertext, sealedKey: sealedKeyFor(deviceId) });
  return given;
}

/** Why somebody is not given a secret of a message they can see. */
export async function whyNot(db: Db, claim: Claim): Promise<"gone" | "taken" | "sealed for others"> {
  const [found] = await db
    .select({ isSealed: isSealedFor(claim) })
    .from(conversations)
    .innerJoin(messages, eq(messages.conversationId, conversations.id))
    .innerJoin(secrets, eq(secrets.id, messages.id))
    .where(and(isFor(claim), isStillThere));
  if (!found) return "gone";
  return found.isSealed ? "taken" : "sealed for others";
}

/** Removes some of what nobody can open any more, and says how many. */
export async function removeSecrets(db: Db): Promise<number> {
  const over = db
    .select({ id: secrets.id })
    .from(secrets)
    .where(lte(secrets.removeAt, sql`now()`))
    .orderBy(secrets.removeAt)
    .limit(REMOVED_AT_ONCE);
  return (await db.delete(secrets).where(inArray(secrets.id, over)).returning({ id: secrets.id })).length;
}

function isFor({ conversationId, businessId, messageId, side }: Claim): SQL | undefined {
  return and(
    eq(secrets.id, messageId),
    eq(messages.id, secrets.id),
    eq(conversations.id, conversationId),
    eq(conversations.businessId, businessId),
    eq(secrets.conversationId, conversations.id),
    eq(secrets.side, side),
  );
}

const toldAt = sql`${messages.metadata} #>> '{secret,openedAt}'`;
const isStillThere = and(isNull(messages.deletedAt), gt(secrets.expiresAt, sql`now()`));

/** A device speaks for its owner alone: nobody uses up a secret that they cannot read. */
function isSealedFor({ userId, deviceId }: Claim): SQL<boolean> {
  return sql<boolean>`(${secrets.envelopes} ? ${deviceId} and exists (
    select 1 from ${deviceKeys} where ${deviceKeys.id} = ${deviceId} and ${deviceKeys.userId} = ${userId}))`;
}

function sealedKeyFor(deviceId: string): SQL<string> {
  return sql<string>`${secrets.envelopes} ->> ${deviceId}`;
}
