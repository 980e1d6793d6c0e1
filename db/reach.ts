import { and, count, eq, gte, isNotNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { Audience, Reach, TellingWay, Told } from "../lib/broadcast";
import { postDeliveries, readers } from "./broadcast-parts";
import type { Db } from "./client";

/** How many want to hear of a post about this, its author aside. */
export async function audienceOf(
  db: Db,
  { businessId, topicId, authorId }: { businessId: string; topicId: string | null; authorId: string },
): Promise<Audience> {
  const wantsIt: SQL | undefined =
    topicId === null
      ? undefined
      : or(sql`${readers.topicIds} is null`, sql`${readers.topicIds} @> array[${topicId}::uuid]`);
  const [found] = await db
    .select({
      readers: count(),
      byMail: sql<number>`count(*) filter (where ${isNotNull(readers.mailConfirmedAt)})::int`,
      byPush: sql<number>`count(*) filter (where ${readers.isPushed})::int`,
    })
    .from(readers)
    .where(and(eq(readers.businessId, businessId), ne(readers.userId, authorId), wantsIt));
  return found ?? { readers: 0, byMail: 0, byPush: 0 };
}

/** How many have seen each of some posts, by their places. */
export async function viewsOf(
  db: Db,
  { businessId, seqs }: { businessId: string; seqs: number[] },
): Promise<Map<number, number>> {
  if (seqs.length === 0) return new Map();
  const { rows } = await db.execute<{ seq: number; views: number }>(sql`
    select seq, (
      select count(*)::int from readers where business_id = ${businessId}::uuid and read_seq >= seq
    ) as views
    from unnest(${sql.param(seqs)}::int[]) seq`);
  return new Map(rows.map(({ seq, views }) => [seq, views]));
}

export async function reachOf(
  db: Db,
  { businessId, id, seq }: { businessId: string; id: string; seq: number },
): Promise<Reach> {
  const [all, views, deliveries] = await Promise.all([
    db.$count(readers, eq(readers.businessId, businessId)),
    db.$count(readers, and(eq(readers.businessId, businessId), gte(readers.readSeq, seq))),
    db
      .select({ way: postDeliveries.way, state: postDeliveries.state, count: count() })
      .from(postDeliveries)
      .where(eq(postDeliveries.postId, id))
      .groupBy(postDeliveries.way, postDeliveries.state),
  ]);
  const toldBy = (way: TellingWay): Told => {
    const ofWay = deliveries.filter((each) => each.way === way);
    const of = (...states: string[]) =>
      ofWay.filter(({ state }) => states.includes(state)).reduce((sum, each) => sum + each.count, 0);
    return {
      ...{ waiting: of("waiting", "sending"), sent: of("sent") },
      ...{ leftOut: of("left-out"), failed: of("failed") },
    };
  };
  return { readers: all, views, told: { mail: toldBy("mail"), push: toldBy("push") } };
}
