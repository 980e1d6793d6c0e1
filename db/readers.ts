import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { FOLLOWED_MAX, type Reading } from "../lib/following";
import { readers, topics } from "./broadcast-parts";
import type { Db } from "./client";
import { businesses } from "./schema";

/** A business and one of its readers. */
interface Of {
  businessId: string;
  userId: string;
}

/** All that is kept of a reader, for who takes it back that they stopped. */
export type KeptReader = Pick<
  typeof readers.$inferSelect,
  "topicIds" | "isPushed" | "mailAddress" | "mailConfirmedAt" | "readSeq" | "readRev"
>;

const kept = {
  ...{ topicIds: readers.topicIds, isPushed: readers.isPushed },
  ...{ mailAddress: readers.mailAddress, mailConfirmedAt: readers.mailConfirmedAt },
  ...{ readSeq: readers.readSeq, readRev: readers.readRev },
};

function isOf({ businessId, userId }: Of) {
  return and(eq(readers.businessId, businessId), eq(readers.userId, userId));
}

/** How somebody follows a business; nothing where they do not. */
export async function readingOf(db: Db, of: Of): Promise<Reading | null> {
  const [row] = await db.select(kept).from(readers).where(isOf(of));
  return row ? toReading(row) : null;
}

/** Asked twice they follow once, as they did. `full` where they follow as many as one may. */
export async function follow(db: Db, of: Of, as: Partial<KeptReader> = {}): Promise<"follows" | "full"> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`follow ${of.userId}`}, 0))`);
    const others = await tx.$count(
      readers,
      and(eq(readers.userId, of.userId), sql`${readers.businessId} <> ${of.businessId}`),
    );
    if (others >= FOLLOWED_MAX) return "full";
    await tx
      .insert(readers)
      .values({ ...of, ...as })
      .onConflictDoNothing();
    return "follows";
  });
}

/** What was kept of them; nothing where they did not follow. */
export async function stopFollowing(db: Db, of: Of): Promise<KeptReader | null> {
  const [stopped] = await db.delete(readers).where(isOf(of)).returning(kept);
  return stopped ?? null;
}

/** Topics that are none of this business are left out. Nothing where they do not follow. */
export async function setReading(
  db: Db,
  { topicIds, isPushed, ...of }: Of & Pick<Reading, "topicIds" | "isPushed">,
): Promise<Reading | null> {
  const [row] = await db
    .update(readers)
    .set({ topicIds: topicIds && (await theirTopics(db, of.businessId, topicIds)), isPushed })
    .where(isOf(of))
    .returning(kept);
  return row ? toReading(row) : null;
}

async function theirTopics(db: Db, businessId: string, ids: string[]): Promise<string[]> {
  const rows = await db
    .select({ id: topics.id })
    .from(topics)
    .where(and(eq(topics.businessId, businessId), inArray(topics.id, ids)))
    .orderBy(asc(topics.id));
  return rows.map(({ id }) => id);
}

/** Where they want mails; nowhere, where it is `null`. One who reads there has to say so first, unless they did. */
export async function askForMails(
  db: Db,
  { address, ...of }: Of & { address: string | null },
): Promise<Reading | null> {
  const isSame = sql`${readers.mailAddress} = ${address}`;
  const [row] = await db
    .update(readers)
    .set({
      mailAddress: address,
      mailConfirmedAt: sql`case when ${isSame} then ${readers.mailConfirmedAt} end`,
    })
    .where(isOf(of))
    .returning(kept);
  return row ? toReading(row) : null;
}

/** Who reads at the address wants mails, or no more of them. Whether there is a reader who asked for them there. */
export async function confirmMails(
  db: Db,
  { address, isWanted, ...of }: Of & { address: string; isWanted: boolean },
): Promise<boolean> {
  const rows = await db
    .update(readers)
    .set({ mailConfirmedAt: isWanted ? sql`coalesce(${readers.mailConfirmedAt}, now())` : null })
    .where(and(isOf(of), eq(readers.mailAddress, address)))
    .returning({ userId: readers.userId });
  return rows.length > 0;
}

/** Whom somebody follows, those they came to last first. */
export async function followedBy(db: Db, userId: string) {
  const { id, slug, name, logoId } = businesses;
  const rows = await db
    .select({ id, slug, name, logoId })
    .from(readers)
    .innerJoin(businesses, eq(id, readers.businessId))
    .where(eq(readers.userId, userId))
    .orderBy(desc(readers.createdAt), asc(readers.businessId))
    .limit(FOLLOWED_MAX);
  return rows;
}

function toReading({ topicIds, isPushed, mailAddress, mailConfirmedAt }: KeptReader): Reading {
  const mail = mailAddress === null ? null : { address: mailAddress, isConfirmed: mailConfirmedAt !== null };
  return { topicIds, isPushed, mail };
}
