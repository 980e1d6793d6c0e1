import { and, asc, eq, inArray, lte, ne, or, sql } from "drizzle-orm";
import { LATER_WAITING_MAX, type LaterMessage } from "../lib/later";
import type { Db } from "./client";
import { isOfOpenBusiness } from "./closed";
import { users } from "./schema";
import { laterMessages as later } from "./work-parts";

interface LaterPlace {
  conversationId: string;
  userId: string;
}

export type LaterPlan = LaterPlace & { id: string; body: string; sendAt: Date; basedOnSeq: number };

/** What waits to be sent, and what was not sent and is still to be seen by its writer. */
export async function laterIn(db: Db, { conversationId, userId }: LaterPlace): Promise<LaterMessage[]> {
  const isToSee = or(eq(later.state, "waiting"), inArray(later.reason, ["answered", "not-allowed"]));
  const rows = await db
    .select({ id: later.id, body: later.body, sendAt: later.sendAt, reason: later.reason })
    .from(later)
    .where(and(eq(later.conversationId, conversationId), eq(later.userId, userId), isToSee))
    .orderBy(asc(later.sendAt), asc(later.id))
    .limit(2 * LATER_WAITING_MAX);
  return rows.map(({ sendAt, reason, ...row }) => ({
    ...row,
    sendAt: sendAt.toISOString(),
    reason: reason === "taken-back" ? null : reason,
  }));
}

/**
 * Plans it, or plans again what was taken back; asked twice it is planned once. `full` where as much waits as may, and
 * `taken` where the id is somebody else's, or it is sent.
 */
export async function planLater(db: Db, plan: LaterPlan): Promise<"planned" | "full" | "taken"> {
  return db.transaction(async (tx) => {
    const { conversationId, userId, id } = plan;
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`${conversationId} ${userId}`}, 0))`,
    );
    const isTheirs = and(eq(later.conversationId, conversationId), eq(later.userId, userId));
    const waiting = await tx.$count(later, and(isTheirs, eq(later.state, "waiting"), ne(later.id, id)));
    if (waiting >= LATER_WAITING_MAX) return "full";
    const { body, sendAt, basedOnSeq } = plan;
    const [planned] = await tx
      .insert(later)
      .values(plan)
      .onConflictDoUpdate({
        target: later.id,
        set: { body, sendAt, basedOnSeq, state: "waiting", reason: null },
        setWhere: and(isTheirs, ne(later.state, "sent")),
      })
      .returning({ id: later.id });
    return planned ? "planned" : "taken";
  });
}

/** Whether it is not sent by this any more; also for what was not sent, which its writer has seen then. */
export async function takeBackLater(db: Db, { id, conversationId, userId }: LaterPlace & { id: string }) {
  const rows = await db
    .update(later)
    .set({ state: "cancelled", reason: "taken-back" })
    .where(
      and(
        ...[eq(later.id, id), eq(later.conversationId, conversationId), eq(later.userId, userId)],
        ne(later.state, "sent"),
      ),
    )
    .returning({ id: later.id });
  return rows.length > 0;
}

export interface DueMessage extends LaterPlan {
  name: string;
}

/** What was to be sent until now, the longest due first. */
export function laterDue(db: Db, { now, limit }: { now: Date; limit: number }): Promise<{ id: string }[]> {
  return db
    .select({ id: later.id })
    .from(later)
    .where(
      and(sql`${later.state} = 'waiting'`, lte(later.sendAt, now), isOfOpenBusiness(later.conversationId)),
    )
    .orderBy(later.sendAt)
    .limit(limit);
}

/**
 * Does something with what is due, which nobody else touches meanwhile, and keeps what became of it. False where
 * another process has it in hand, or it is not due any more. What `send` throws leaves it as it was.
 */
export async function settleLater(
  db: Db,
  { id, now }: { id: string; now: Date },
  send: (due: DueMessage) => Promise<LaterMessage["reason"]>,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [due] = await tx
      .select({
        ...{ id: later.id, conversationId: later.conversationId, userId: later.userId, body: later.body },
        ...{ sendAt: later.sendAt, basedOnSeq: later.basedOnSeq, name: users.name },
      })
      .from(later)
      .innerJoin(users, eq(users.id, later.userId))
      .where(and(eq(later.id, id), eq(later.state, "waiting"), lte(later.sendAt, now)))
      .for("update", { of: later, skipLocked: true });
    if (!due) return false;
    const reason = await send(due);
    await tx
      .update(later)
      .set({ state: reason ? "cancelled" : "sent", reason })
      .where(eq(later.id, id));
    return true;
  });
}
