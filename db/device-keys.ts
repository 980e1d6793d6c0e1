import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Device, SecretSide } from "../lib/protocol/secret";
import { DEVICE_KEYS_PER_USER_MAX, ENVELOPES_MAX } from "../lib/secret";
import type { Db } from "./client";
import { deviceKeys } from "./conversation-parts";
import { conversations, memberships } from "./schema";

/** Keeps the key of a person's device, and of all of theirs those that were here last; `false` for a taken id. */
export async function keepDeviceKey(
  db: Db,
  { userId, id, publicKey }: Device & { userId: string },
): Promise<boolean> {
  const [kept] = await db
    .insert(deviceKeys)
    .values({ id, userId, publicKey })
    .onConflictDoUpdate({
      target: deviceKeys.id,
      set: { usedAt: sql`now()` },
      setWhere: and(
        eq(deviceKeys.userId, sql`excluded.user_id`),
        eq(deviceKeys.publicKey, sql`excluded.public_key`),
      ),
    })
    .returning({ id: deviceKeys.id });
  if (!kept) return false;
  const earlier = db
    .select({ id: deviceKeys.id })
    .from(deviceKeys)
    .where(eq(deviceKeys.userId, userId))
    .orderBy(desc(deviceKeys.usedAt), desc(deviceKeys.id))
    .offset(DEVICE_KEYS_PER_USER_MAX);
  await db.delete(deviceKeys).where(inArray(deviceKeys.id, earlier));
  return true;
}

/** The devices of one side of a conversation, those that were here last. */
export function devicesOf(
  db: Db,
  { conversationId, businessId, side }: { conversationId: string; businessId: string; side: SecretSide },
): Promise<Device[]> {
  const whose =
    side === "customer"
      ? eq(deviceKeys.userId, conversations.customerId)
      : inArray(
          deviceKeys.userId,
          db
            .select({ userId: memberships.userId })
            .from(memberships)
            .where(eq(memberships.businessId, conversations.businessId)),
        );
  return db
    .select({ id: deviceKeys.id, publicKey: deviceKeys.publicKey })
    .from(conversations)
    .innerJoin(deviceKeys, whose)
    .where(and(eq(conversations.id, conversationId), eq(conversations.businessId, businessId)))
    .orderBy(desc(deviceKeys.usedAt), desc(deviceKeys.id))
    .limit(ENVELOPES_MAX);
}
