import { and, desc, eq } from "drizzle-orm";
import type { Standing } from "../lib/standing";
import { notesIdOf } from "../lib/work";
import type { Db } from "./client";
import { businesses, conversations, messages } from "./schema";
import { isListed } from "./summaries";

/** How a conversation stands as work, and by whose clock; `null` where there is none that has such a standing. */
export async function standingOf(
  db: Db,
  conversationId: string,
): Promise<Pick<Standing, "work" | "rev" | "lastSeq" | "timeZone"> | null> {
  const { status, snoozedUntil, assigneeId, priority, tags } = conversations;
  const [row] = await db
    .select({
      ...{ status, snoozedUntil, assigneeId, priority, tags },
      ...{ rev: conversations.workRev, lastSeq: conversations.lastSeq, timeZone: businesses.timeZone },
    })
    .from(conversations)
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .where(and(eq(conversations.id, conversationId), isListed));
  if (!row) return null;
  const { timeZone, rev, lastSeq, ...work } = row;
  const until = row.snoozedUntil?.toISOString() ?? null;
  return { work: { ...work, snoozedUntil: until }, rev, lastSeq, timeZone };
}

/** Who last changed how a conversation stands; empty where it was the clock, or nobody. */
export async function lastChangerOf(db: Db, conversationId: string): Promise<string> {
  const [notice] = await db
    .select({ name: messages.senderName })
    .from(messages)
    .where(and(eq(messages.conversationId, notesIdOf(conversationId)), eq(messages.kind, "system")))
    .orderBy(desc(messages.seq))
    .limit(1);
  return notice?.name ?? "";
}
