import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "./client";
import { businesses } from "./schema";

export const BUSINESSES_PAGE_SIZE = 24;
const SEARCH_WORDS_MAX = 6;
const SEARCH_LENGTH_MAX = 200;

const listed = {
  id: businesses.id,
  slug: businesses.slug,
  name: businesses.name,
  tagline: businesses.tagline,
  category: businesses.category,
};

/** The public directory by name; every word of `search` must begin a word of the business's texts. */
export function listBusinesses(
  db: Db,
  { search, after }: { search?: string; after?: { name: string; id: string } },
) {
  const query = search && prefixQuery(search);
  return db
    .select(listed)
    .from(businesses)
    .where(
      and(
        query ? sql`${businessWords} @@ to_tsquery('simple', ${query})` : undefined,
        after ? sql`(${businesses.name}, ${businesses.id}) > (${after.name}, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(businesses.name), asc(businesses.id))
    .limit(BUSINESSES_PAGE_SIZE);
}

/** As in the index `businesses_words`; written otherwise, Postgres would not use it. */
const businessWords = sql`to_tsvector('simple', name || ' ' || tagline || ' ' || category)`;

/** Letters and digits only, so nothing people type is read as an operator. */
function prefixQuery(search: string): string {
  const words = search.slice(0, SEARCH_LENGTH_MAX).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, SEARCH_WORDS_MAX)
    .map((word) => `${word}:*`)
    .join(" & ");
}

export async function businessBySlug(db: Db, slug: string) {
  const [row] = await db
    .select({ ...listed, about: businesses.about })
    .from(businesses)
    .where(eq(businesses.slug, slug));
  return row ?? null;
}

export async function businessById(db: Db, id: string) {
  const [row] = await db.select(listed).from(businesses).where(eq(businesses.id, id));
  return row ?? null;
}
