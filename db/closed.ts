import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

type Named = AnyPgColumn | SQL;

/** The few that are suspended, looked up once for a statement and not for each row. */
const suspended = sql`array(select id from businesses where suspended_at is not null)`;

/** That a business is not suspended: while it is, what waits to go out waits on. */
export function isOpenBusiness(businessId: Named): SQL {
  return sql`${businessId} <> all (${suspended})`;
}

/** The same of the business that a conversation is of. */
export function isOfOpenBusiness(conversationId: Named): SQL {
  return sql`not exists (select from conversations held
    where held.id = ${conversationId} and held.business_id = any (${suspended}))`;
}
