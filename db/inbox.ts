import { and, eq, type SQL, sql } from "drizzle-orm";
import { assert } from "../lib/assert";
import { assigneeIn, COUNTED_MAX, type InboxView } from "../lib/inbox-view";
import { type ConversationList, LIST_PAGE_SIZE } from "../lib/protocol/list";
import type { WorkStatus } from "../lib/work";
import type { Db } from "./client";
import { receipts } from "./conversation-parts";
import { formatInboxCursor, type InboxCursor } from "./list-cursor";
import { businesses, conversations, users } from "./schema";
import { newestFirst, oldestFirst, PLACE, placeOf } from "./spans";
import { inboxColumns, isAmongFirst, isListed, toInboxSummary } from "./summaries";

/** Of more mentions of somebody, a list looks through those that were written last. */
export const MENTIONS_LISTED_MAX = 500;

interface InboxAsked {
  businessId: string;
  readerId: string;
  view: InboxView;
  /** What counts as read, by conversation. */
  readAhead?: Record<string, number> | undefined;
}

/** What of a business's conversations a view shows to one of its members; read marks and mentions are `readerId`'s. */
export async function inboxPage(
  db: Db,
  {
    businessId,
    readerId,
    view,
    before,
    limit = LIST_PAGE_SIZE,
  }: InboxAsked & { before?: InboxCursor | undefined; limit?: number | undefined },
): Promise<ConversationList> {
  const rows = await db
    .select({
      ...inboxColumns,
      readSeq: receipts.readSeq,
      mentionedAt: mentionedAt({ businessId, readerId }),
    })
    .from(conversations)
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .leftJoin(users, eq(users.id, conversations.customerId))
    .leftJoin(receipts, and(eq(receipts.conversationId, conversations.id), eq(receipts.userId, readerId)))
    .where(
      isAmongFirst({
        where: and(isIn({ businessId, readerId, view }), before && isPast(view, before)),
        order: orderOf(view),
        limit: limit + 1,
      }),
    )
    .orderBy(orderOf(view));
  const listed = rows.slice(0, limit).map(({ readSeq, mentionedAt, ...row }) => ({
    ...toInboxSummary(row),
    readSeq: readSeq ?? 0,
    mentionedAt: mentionedAt && new Date(mentionedAt).toISOString(),
  }));
  const last = listed.at(-1);
  if (rows.length <= limit || !last) return { conversations: listed, nextCursor: null };
  const at = view.sort === "due" ? last.work?.dueAt : last.lastMessage.createdAt;
  assert(at && last.work, "what is in an inbox has a place in its order");
  const priority = view.sort === "priority" ? { priority: last.work.priority } : {};
  return { conversations: listed, nextCursor: formatInboxCursor({ ...priority, at, id: last.id }) };
}

/** How many conversations each view shows; COUNTED_MAX stands for more as well. */
export async function inboxCounts(
  db: Db,
  { views, ...asked }: Omit<InboxAsked, "view"> & { views: InboxView[] },
): Promise<number[]> {
  if (views.length === 0) return [];
  // In the order of an index, which is walked no further than it has to be.
  const counts = views.map(
    (view) => sql`(select count(*)::int from (
      select 1 from ${conversations}
      where ${isIn({ ...asked, view })}
      order by ${view.sort === "due" ? conversations.dueAt : sql`${conversations.lastSpan} desc nulls last`}
      limit ${COUNTED_MAX}::int) counted)`,
  );
  const { rows } = await db.execute<{ counts: number[] }>(
    sql`select array[${sql.join(counts, sql`, `)}] as counts`,
  );
  return rows[0]?.counts ?? [];
}

/** The same as `isInView` of lib/inbox-view.ts. */
function isIn({ businessId, readerId, view, readAhead }: InboxAsked): SQL | undefined {
  const { status, assignee, tag, channel, isUnread, isMentioned, sort } = view;
  const assigneeId = assigneeIn(view, readerId);
  const isAssigned =
    assigneeId === null ? sql`${conversations.assigneeId} is null` : eq(conversations.assigneeId, assigneeId);
  return and(
    eq(conversations.businessId, businessId),
    // As constants: Postgres uses an index of some rows only where it sees that they are the ones.
    sql`${conversations.status} = ${sql.raw(`'${status}'`)}`,
    isListed,
    sql`${conversations.lastMessageAt} is not null`,
    assignee === undefined ? undefined : isAssigned,
    tag === undefined
      ? undefined
      : sql`${conversations.tags} <> '{}'
          and tag_keys(${conversations.status}, ${conversations.tags}) @> array[${tagKey(status, tag)}]`,
    channel && sql`${conversations.channel} = ${sql.raw(`'${channel}'`)}`,
    isUnread
      ? sql`${conversations.lastSenderId} is distinct from ${readerId}::uuid
          and ${conversations.lastSeq} > coalesce((select r.read_seq from receipts r
            where r.conversation_id = "conversations"."id" and r.user_id = ${readerId}::uuid), 0)`
      : undefined,
    isUnread && Object.keys(readAhead ?? {}).length > 0
      ? sql`${conversations.lastSeq} > coalesce((${JSON.stringify(readAhead)}::jsonb ->> ${conversations.id}::text)::bigint, 0)`
      : undefined,
    isMentioned
      ? sql`${conversations.id} = any (array(select m.conversation_id from (select * from mentions
          where user_id = ${readerId}::uuid and business_id = ${businessId}::uuid
          order by created_at desc nulls last limit ${MENTIONS_LISTED_MAX}::int) m where ${IS_STANDING}))`
      : undefined,
    sort === "due" ? sql`${conversations.dueAt} is not null` : undefined,
  );
}

/** As the function `tag_keys` makes them of a conversation. */
export function tagKey(status: WorkStatus, tagId: string): string {
  return `${status} ${tagId}`;
}

/** A note that is deleted names nobody, until it is brought back. */
const IS_STANDING = sql`not exists (
  select from messages n where n.id = m.message_id and n.deleted_at is not null)`;

/** When a note last named the reader. */
function mentionedAt({ businessId, readerId }: Omit<InboxAsked, "view">): SQL<string | null> {
  return sql`(select max(m.created_at) from mentions m where m.conversation_id = "conversations"."id"
    and m.user_id = ${readerId}::uuid and m.business_id = ${businessId}::uuid and ${IS_STANDING})`;
}

function orderOf({ sort }: InboxView): SQL {
  switch (sort) {
    case "newest":
      return newestFirst();
    case "oldest":
      return oldestFirst();
    case "priority":
      return sql`${conversations.priority} desc nulls last, ${newestFirst()}`;
    case "due":
      return sql`${conversations.dueAt} asc, ${conversations.id} asc`;
  }
}

function isPast({ sort }: InboxView, { priority = 0, ...place }: InboxCursor): SQL {
  switch (sort) {
    case "newest":
      return sql`(${PLACE}) < (${placeOf(place)})`;
    case "oldest":
      return sql`(${PLACE}) > (${placeOf(place)})`;
    case "priority":
      return sql`(${conversations.priority}, ${PLACE}) < (${priority}::int, ${placeOf(place)})`;
    case "due":
      return sql`(${conversations.dueAt}, ${conversations.id}) > (${place.at}::timestamptz, ${place.id}::uuid)`;
  }
}
