import { and, asc, count, eq, sql } from "drizzle-orm";
import { assert } from "../lib/assert";
import { TAGS_PER_BUSINESS_MAX, type Tag, tagColors } from "../lib/tags";
import { workStatuses } from "../lib/work";
import type { Db } from "./client";
import { tagKey } from "./inbox";
import { businesses, IS_LISTED } from "./schema";
import { tags } from "./work-parts";

/** What a business calls kinds of conversations, by name. */
export async function tagsOf(db: Db, businessId: string): Promise<Tag[]> {
  const rows = await db
    .select({ id: tags.id, name: tags.name, color: tags.color })
    .from(tags)
    .where(eq(tags.businessId, businessId))
    .orderBy(asc(sql`lower(${tags.name})`))
    .limit(TAGS_PER_BUSINESS_MAX);
  return rows.map(toTag);
}

type Named = Pick<Tag, "name" | "color">;

/** `taken` where the business has one of that name, however it is written. */
export function makeTag(
  db: Db,
  { businessId, ...named }: Named & { businessId: string },
): Promise<Tag | "taken" | "too-many"> {
  return db.transaction(async (tx) => {
    // Of two at once each counts the other.
    await tx.select().from(businesses).where(eq(businesses.id, businessId)).for("no key update");
    const [known] = await tx.select({ tags: count() }).from(tags).where(eq(tags.businessId, businessId));
    if ((known?.tags ?? 0) >= TAGS_PER_BUSINESS_MAX) return "too-many";
    const [made] = await tx
      .insert(tags)
      .values({ businessId, ...named })
      .onConflictDoNothing()
      .returning();
    return made ? toTag(made) : "taken";
  });
}

/** How a tag shall be called and look. */
export async function changeTag(
  db: Db,
  { businessId, id, ...named }: Tag & { businessId: string },
): Promise<Tag | "taken" | "gone"> {
  return db.transaction(async (tx) => {
    await tx.select().from(businesses).where(eq(businesses.id, businessId)).for("no key update");
    const [twin] = await tx
      .select({ id: tags.id })
      .from(tags)
      .where(and(eq(tags.businessId, businessId), sql`lower(${tags.name}) = lower(${named.name})`));
    if (twin && twin.id !== id) return "taken";
    const [changed] = await tx
      .update(tags)
      .set(named)
      .where(and(eq(tags.id, id), eq(tags.businessId, businessId)))
      .returning();
    return changed ? toTag(changed) : "gone";
  });
}

/** Takes a tag away, off whatever carries it. One that comes back on a conversation by a race is known to nobody. */
export async function deleteTag(
  db: Db,
  { businessId, id }: { businessId: string; id: string },
): Promise<void> {
  await db.execute(sql`
    with gone as (delete from tags where id = ${id}::uuid and business_id = ${businessId}::uuid returning id),
    taken_off as (
      update conversations set tags = array_remove(tags, ${id}::uuid) from gone
      where ${sql.raw(IS_LISTED)} and tags <> '{}' and business_id = ${businessId}::uuid
        and tag_keys(status, tags) && ${sql.param(workStatuses.map((status) => tagKey(status, id)))}::text[])
    update customer_records set tags = array_remove(tags, ${id}::uuid) from gone
    where business_id = ${businessId}::uuid and tags @> array[${id}::uuid]`);
}

function toTag({ id, name, color }: { id: string; name: string; color: string }): Tag {
  const known = tagColors.find((each) => each === color);
  assert(known, "a tag has one of the colours");
  return { id, name, color: known };
}
