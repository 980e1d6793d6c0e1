import { and, asc, eq, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import { CANARY_BUSINESS_ID } from "../lib/canary";
import type { Db } from "./client";
import type { DirectoryCursor } from "./list-cursor";
import { businesses } from "./schema";

export const BUSINESSES_PAGE_SIZE = 24;
const CATEGORIES_MAX = 16;
const SEARCH_WORDS_MAX = 6;
export const SEARCH_LENGTH_MAX = 200;

const listed = {
  id: businesses.id,
  slug: businesses.slug,
  name: businesses.name,
  tagline: businesses.tagline,
  category: businesses.category,
  logoId: businesses.logoId,
};

const shown = {
  ...listed,
  hours: businesses.hours,
  holidays: businesses.holidays,
  timeZone: businesses.timeZone,
};
const { about, greeting, awayText } = businesses;

interface Wanted {
  search?: string | undefined;
  category?: string | undefined;
  after?: DirectoryCursor | undefined;
  limit?: number;
}

/** The public directory by name; every word of `search` must begin a word of the business's texts. */
export function listBusinesses(db: Db, { search, category, after, limit = BUSINESSES_PAGE_SIZE }: Wanted) {
  return db
    .select(shown)
    .from(businesses)
    .where(
      and(
        isThere,
        matchesWords(search),
        category ? eq(businesses.category, category) : undefined,
        after ? sql`(${businesses.name}, ${businesses.id}) > (${after.name}, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(businesses.name), asc(businesses.id))
    .limit(limit);
}

/** What categories there are, from one to the next along the index: it costs as much as there are categories. */
export async function listCategories(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ category: string }>(sql`
    with recursive found as (
      (select category from businesses where category > '' order by category limit 1)
      union all
      select (select category from businesses b where b.category > found.category order by category limit 1)
      from found where found.category is not null
    )
    select category from found where category is not null limit ${CATEGORIES_MAX}`);
  return rows.map(({ category }) => category);
}

/** What the canary flies in is nobody's. */
export const isBusiness = ne(businesses.id, CANARY_BUSINESS_ID);
/** While it is suspended it is not there for anybody but admins. */
const isThere = and(isBusiness, isNull(businesses.suspendedAt));

/** As in the index `businesses_words`; written otherwise, Postgres would not use it. */
const businessWords = sql`to_tsvector('simple', name || ' ' || tagline || ' ' || category)`;

/** Whether every word of a search begins one of a business's texts. */
export function matchesWords(search = ""): SQL | undefined {
  const query = prefixQuery(search);
  return query ? sql`${businessWords} @@ to_tsquery('simple', ${query})` : undefined;
}

/** Letters and digits only, so nothing people type is read as an operator. */
export function prefixQuery(search: string): string {
  const words = search.slice(0, SEARCH_LENGTH_MAX).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, SEARCH_WORDS_MAX)
    .map((word) => `${word}:*`)
    .join(" & ");
}

/** Who looks for a business that is suspended finds none. */
export async function businessBySlug(db: Db, slug: string) {
  const [row] = await db
    .select({ ...shown, about, greeting, awayText })
    .from(businesses)
    .where(and(eq(businesses.slug, slug), isThere));
  return row ?? null;
}

export async function businessById(db: Db, id: string) {
  const [row] = await db
    .select({ ...shown, greeting, awayText })
    .from(businesses)
    .where(and(eq(businesses.id, id), isThere));
  return row ?? null;
}

/** Those that are suspended: what they are called, and where they are else. */
export async function suspendedBusiness(db: Db, slug: string): Promise<{ name: string } | null> {
  const [row] = await db
    .select({ name: businesses.name })
    .from(businesses)
    .where(and(eq(businesses.slug, slug), isNotNull(businesses.suspendedAt)));
  return row ?? null;
}

export async function slugOfSuspended(db: Db, id: string): Promise<string | null> {
  const [row] = await db
    .select({ slug: businesses.slug })
    .from(businesses)
    .where(and(eq(businesses.id, id), isNotNull(businesses.suspendedAt)));
  return row?.slug ?? null;
}
