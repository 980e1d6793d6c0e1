import { and, asc, eq, ne, sql } from "drizzle-orm";
import { TOPICS_MAX, type Topic } from "../lib/broadcast";
import { topics } from "./broadcast-parts";
import type { Db } from "./client";
import { businesses } from "./schema";

type Of = { businessId: string };

/** What readers of a business may choose among, in its own order; public. */
export function topicsOf(db: Db, businessId: string): Promise<Topic[]> {
  return db
    .select({ id: topics.id, name: topics.name })
    .from(topics)
    .where(eq(topics.businessId, businessId))
    .orderBy(asc(topics.place), asc(topics.id))
    .limit(TOPICS_MAX);
}

/** Keeps a topic under an id that its maker made: a new one last, or one that is there called anew. */
export function saveTopic(
  db: Db,
  { businessId, id, name }: Topic & Of,
): Promise<"saved" | "taken" | "too-many"> {
  return db.transaction(async (tx) => {
    // Of two at once each sees the other.
    await tx.select().from(businesses).where(eq(businesses.id, businessId)).for("no key update");
    const isOurs = eq(topics.businessId, businessId);
    const others = await tx
      .select({ place: topics.place, isTwin: isTwin(name) })
      .from(topics)
      .where(and(isOurs, ne(topics.id, id)));
    if (others.some((other) => other.isTwin)) return "taken";
    if (others.length >= TOPICS_MAX) return "too-many";
    const place = Math.max(0, ...others.map((other) => other.place + 1));
    const [saved] = await tx
      .insert(topics)
      .values({ id, businessId, name, place })
      .onConflictDoUpdate({ target: topics.id, set: { name }, setWhere: isOurs })
      .returning({ id: topics.id });
    return saved ? "saved" : "taken";
  });
}

const isTwin = (name: string) => sql<boolean>`lower(${topics.name}) = lower(${name})`;

/** Posts about it are about nothing then, and those who chose it choose one less. */
export async function removeTopic(db: Db, { businessId, id }: Of & { id: string }): Promise<void> {
  await db.execute(sql`
    with gone as (
      delete from topics where id = ${id}::uuid and business_id = ${businessId}::uuid returning id)
    update readers set topic_ids = array_remove(topic_ids, gone.id) from gone
    where business_id = ${businessId}::uuid and topic_ids @> array[gone.id]`);
}

/** Puts them in this order; what is not named comes after. */
export async function orderTopics(db: Db, { businessId, ids }: Of & { ids: string[] }): Promise<void> {
  const place = sql`coalesce(array_position(${sql.param(ids)}::uuid[], ${topics.id}), ${TOPICS_MAX + 1}::int)`;
  await db.update(topics).set({ place }).where(eq(topics.businessId, businessId));
}
