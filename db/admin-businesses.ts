import { and, asc, count, eq, sql } from "drizzle-orm";
import { workStatuses } from "../lib/work";
import { isBusiness, matchesWords } from "./businesses";
import type { Db } from "./client";
import { businesses, conversations, memberships, users } from "./schema";
import { newestFirst } from "./spans";
import { isListed } from "./summaries";
import { webhooks } from "./webhook-parts";

export const ADMIN_BUSINESSES_PAGE_SIZE = 25;
export const MEMBERS_SHOWN_MAX = 200;
/** Conversations are counted no further: of a business that has more it is said that there are. */
export const CONVERSATIONS_COUNTED_MAX = 10_000;

interface Wanted {
  search: string;
  isSuspended?: boolean | undefined;
  after?: { name: string; id: string } | undefined;
}

/** All businesses by name, for admins. */
export async function businessesFor(db: Db, { search, isSuspended, after }: Wanted) {
  const { id, slug, name, category, suspendedAt } = businesses;
  const rows = await db
    .select({ id, slug, name, category, suspendedAt })
    .from(businesses)
    .where(
      and(
        isBusiness,
        matchesWords(search),
        isSuspended === undefined
          ? undefined
          : isSuspended
            ? sql`suspended_at is not null`
            : sql`suspended_at is null`,
        after && sql`(${name}, ${id}) > (${after.name}, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(name), asc(id))
    .limit(ADMIN_BUSINESSES_PAGE_SIZE + 1);
  const found = rows.slice(0, ADMIN_BUSINESSES_PAGE_SIZE);
  return { businesses: found, next: rows.length > found.length ? (found.at(-1) ?? null) : null };
}

/** A business as it stands, suspended or not; for admins. */
export async function businessFor(db: Db, id: string) {
  const [row] = await db
    .select()
    .from(businesses)
    .where(and(eq(businesses.id, id), isBusiness));
  return row ?? null;
}

/** Who works there, the owners first. */
export function membersFor(db: Db, businessId: string) {
  return db
    .select({
      ...{ userId: users.id, name: users.name, email: users.email, role: memberships.role },
      ...{ since: memberships.createdAt, suspendedAt: users.suspendedAt },
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.businessId, businessId))
    .orderBy(
      sql`${memberships.role} desc nulls last`,
      sql`${memberships.createdAt} asc nulls last`,
      sql`${memberships.userId} asc nulls last`,
    )
    .limit(MEMBERS_SHOWN_MAX);
}

/** How much is going on there. */
export async function activityOf(db: Db, businessId: string) {
  const some = (isOpen: boolean) =>
    db
      .select({ id: conversations.id })
      .from(conversations)
      .where(
        and(
          eq(conversations.businessId, businessId),
          isListed,
          isOpen ? eq(conversations.status, "open") : undefined,
        ),
      )
      .limit(CONVERSATIONS_COUNTED_MAX + 1);
  const all = some(false).as("known");
  const open = some(true).as("known");
  // The last of each status stands at the end of the index.
  const lastOf = workStatuses.map(
    (status) =>
      sql`(select last_message_at from conversations where business_id = ${businessId}::uuid and status = ${status} and ${isListed}
        order by ${newestFirst()} limit 1)`,
  );
  const [[counted], [opened], { rows }] = await Promise.all([
    db.select({ count: count() }).from(all),
    db.select({ count: count() }).from(open),
    db.execute<{ at: string | null }>(sql`select greatest(${sql.join(lastOf, sql`, `)})::text as at`),
  ]);
  const lastAt = rows[0]?.at ? new Date(rows[0].at) : null;
  return { conversations: counted?.count ?? 0, open: opened?.count ?? 0, lastAt };
}

/** Where it is told of what happens; never the secrets. */
export function webhooksFor(db: Db, businessId: string) {
  const { id, url, disabledAt, disabledBecause, failingSince } = webhooks;
  return db
    .select({ id, url, disabledAt, disabledBecause, failingSince })
    .from(webhooks)
    .where(eq(webhooks.businessId, businessId))
    .orderBy(webhooks.createdAt, webhooks.id);
}
