import { desc, eq, sql } from "drizzle-orm";
import type { Summary } from "../lib/protocol/feed";
import { lexemeOf, type Term } from "../lib/search";
import type { Db } from "./client";
import { businesses, conversations, users } from "./schema";
import { inboxColumns, toInboxSummary } from "./summaries";
import { conversationNames } from "./work-parts";

/** Whoever looks for one of more than these writes more of the name. */
export const NAMED_SHOWN_MAX = 10;
/** Of a name that very many have no more are looked at. */
export const NAMED_EXAMINED_MAX = 1_000;

/** A business's conversations whose customer or group is called so, whatever became of them; the last written in first. */
export async function conversationsNamed(
  db: Db,
  { businessId, terms }: { businessId: string; terms: Term[] },
): Promise<Summary[]> {
  const query = nameQueryOf(businessId, terms);
  if (query === null) return [];
  const named = sql`(select ${conversationNames.conversationId} from ${conversationNames}
    where name_keys(${conversationNames.name}, ${conversationNames.businessId}) @@ ${query}::tsquery
    limit ${NAMED_EXAMINED_MAX}::int)`;
  const rows = await db
    .select(inboxColumns)
    .from(conversations)
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .leftJoin(users, eq(users.id, conversations.customerId))
    .where(
      sql`${conversations.id} = any (array(select id from conversations
        where id = any (array${named}) and business_id = ${businessId} and last_message_at is not null
        order by last_message_at desc, id desc limit ${NAMED_SHOWN_MAX}::int))`,
    )
    .orderBy(desc(conversations.lastMessageAt), desc(conversations.id));
  return rows.map(toInboxSummary);
}

/** Each word may be the beginning of one. Nothing but letters and digits is left of what somebody wrote. */
function nameQueryOf(businessId: string, terms: Term[]): string | null {
  if (!terms.some(({ isExcluded }) => !isExcluded)) return null;
  return terms
    .flatMap(({ words, isExcluded }) =>
      words.map((word) => `${isExcluded ? "!" : ""}'${businessId}/${lexemeOf(word)}':*`),
    )
    .join(" & ");
}
