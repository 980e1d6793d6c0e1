import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

type Named = AnyPgColumn | SQL;

/** That a business is not suspended: while it is, what waits to go out waits on. */
export function isOpenBusiness(businessId: Named): SQL {
  return sql`not exists (select from businesses closed where closed.id = ${businessId} and closed.suspended_at is not null)`;
}

/** The same of the business that a conversation is of. */
export function isOfOpenBusiness(conversationId: Named): SQL {
  return sql`not exists (select from conversations held join businesses closed on closed.id = held.business_id
    where held.id = ${conversationId} and closed.suspended_at is not null)`;
}
