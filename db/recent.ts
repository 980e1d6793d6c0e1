import { type SQL, sql } from "drizzle-orm";
import { workStatuses } from "../lib/work";
import { IS_LISTED } from "./schema";
import { newestFirst } from "./spans";

const STATUSES = sql.raw(workStatuses.map((status) => `'${status}'`).join(", "));

/**
 * A business's conversations with single customers that were last written in, whatever became of them, as a table: the
 * newest of each status, because that is how they are indexed, and of these the newest.
 */
export function recentOf(businessId: SQL, { limit }: { limit: number }): SQL {
  const order = (table: string) => sql`order by ${newestFirst(table)} limit ${limit}::int`;
  return sql`(
    select newest.* from unnest(array[${STATUSES}]) each (status) cross join lateral (
      select * from conversations
      where business_id = ${businessId} and status = each.status and ${sql.raw(IS_LISTED)}
        and last_message_at is not null and kind = 'direct' ${order("conversations")}
    ) newest ${order("newest")})`;
}
