import { and, eq, type SQL, sql } from "drizzle-orm";
import { type Block, type BlockState, blockAt } from "../lib/block";
import type { Db } from "./client";
import { conversations, participants, users } from "./schema";
import { customerRecords as records } from "./work-parts";

interface Whose {
  businessId: string;
  customerId: string;
}

/** What colleagues see of a block. */
export type ReasonedBlock = Block & { reason: string };

/** Whether a customer is blocked, of a row `k` of customer_records that need not be there. */
export function blockStateOf(userId: SQL): SQL {
  return sql`jsonb_build_object('userId', ${userId}, 'rev', coalesce(k.block_rev, 0), 'block',
    case when k.is_blocked then jsonb_build_object('until',
      to_char(k.blocked_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end)`;
}

/**
 * Has a customer blocked, or not any more. Gives back what there was, and the number of the change; nothing where it
 * has another number than the one asked about, because somebody was faster. Rooms and notes are still to be told.
 */
export function setBlock(
  db: Db,
  asked: Whose & { by: string; block: ReasonedBlock | null; rev: number | undefined; nowMs: number },
): Promise<{ rev: number; was: ReasonedBlock | null } | null> {
  const { businessId, customerId, by, block, nowMs } = asked;
  const isTheirs = and(eq(records.businessId, businessId), eq(records.customerId, customerId));
  return db.transaction(async (tx) => {
    await tx.insert(records).values({ businessId, customerId }).onConflictDoNothing();
    const [before] = await tx.select().from(records).where(isTheirs).for("update");
    if (!before || (asked.rev !== undefined && asked.rev !== before.blockRev)) return null;
    const rev = before.blockRev + 1;
    await tx
      .update(records)
      .set({
        ...{ isBlocked: block !== null, blockedReason: block?.reason ?? null, blockedBy: by },
        blockedUntil: block?.until ? new Date(block.until) : null,
        ...{ blockRev: rev, isBlockOwed: true },
      })
      .where(isTheirs);
    return { rev, was: blockOf(before, nowMs) };
  });
}

/** What is in force of a record. */
export function blockOf(
  record: Pick<typeof records.$inferSelect, "isBlocked" | "blockedUntil" | "blockedReason">,
  nowMs: number,
): ReasonedBlock | null {
  const until = record.blockedUntil?.toISOString() ?? null;
  return record.isBlocked && blockAt({ until }, nowMs) ? { until, reason: record.blockedReason ?? "" } : null;
}

/** What rooms and notes are still to be told. */
export interface OwedBlock extends Whose {
  state: BlockState;
  reason: string;
  by: { userId: string; name: string } | null;
}

export async function owedBlocks(db: Db, limit: number): Promise<OwedBlock[]> {
  const rows = await db
    .select({ record: records, by: { userId: users.id, name: users.name } })
    .from(records)
    .leftJoin(users, eq(users.id, records.blockedBy))
    .where(sql`is_block_owed`)
    .orderBy(records.businessId, records.customerId)
    .limit(limit);
  return rows.map(({ record, by }) => ({
    ...{ businessId: record.businessId, customerId: record.customerId, by },
    state: {
      userId: record.customerId,
      rev: record.blockRev,
      block: record.isBlocked ? { until: record.blockedUntil?.toISOString() ?? null } : null,
    },
    reason: record.blockedReason ?? "",
  }));
}

/** Rooms and notes were told of this change; of a later one they are still to be told. */
export async function settleBlock(db: Db, { businessId, customerId, state }: OwedBlock): Promise<void> {
  await db
    .update(records)
    .set({ isBlockOwed: false })
    .where(
      and(
        eq(records.businessId, businessId),
        eq(records.customerId, customerId),
        eq(records.blockRev, state.rev),
      ),
    );
}

/** The conversations of a business that a customer takes part in. */
export function conversationsWith(
  db: Db,
  { businessId, customerId }: Whose,
): Promise<{ id: string; kind: string }[]> {
  return db
    .select({ id: conversations.id, kind: conversations.kind })
    .from(participants)
    .innerJoin(conversations, eq(conversations.id, participants.conversationId))
    .where(
      and(
        eq(participants.userId, customerId),
        eq(participants.role, "customer"),
        eq(conversations.businessId, businessId),
      ),
    );
}
