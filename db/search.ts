import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod/mini";
import type { Summary } from "../lib/protocol/feed";
import type { Message } from "../lib/protocol/message";
import { keysOf, type Term, tsqueryOf } from "../lib/search";
import { notesIdOf, workStatuses } from "../lib/work";
import type { Db } from "./client";
import { messageColumns, toMessage } from "./message-row";
import { SEQ_MAX } from "./messages";
import { businesses, conversations, IS_LISTED, messages, users } from "./schema";
import { walkOf } from "./search-walk";
import { newestFirst } from "./spans";
import { summaryColumns, toSummary } from "./summaries";

export const SEARCH_PAGE_SIZE = 20;
/** Messages with the right beginnings of words are read to see whether they say what is asked; no more at a time. */
export const EXAMINED_MAX = 2_000;
/** Of their own conversations somebody's search looks through those that were written in last. */
export const OWN_CONVERSATIONS_MAX = 100;

/** Where to search; the tenants somebody belongs to are for the caller to say. */
export interface SearchScope {
  /** Every conversation of these, and the notes of each. */
  businessIds: string[];
  /** This one, with its notes where they are for the asker to read, */
  conversationId?: string | undefined;
  withNotes?: boolean | undefined;
  /** or those in which this person is the customer or takes part. */
  readerId?: string | undefined;
}

/** A message's place among those that are found: the newest first. */
export interface SearchPlace {
  at: string;
  seq: number;
  id: string;
}

export interface Found {
  /** A note with the conversation it is about. */
  messages: { message: Message; conversation: Summary }[];
  /** What there may be more after. */
  next: SearchPlace | null;
  /** Where there was too much to look through at once: how far back it has been. */
  searchedTo: string | null;
}

interface Asked {
  terms: Term[];
  scope: SearchScope;
  /** Where a page before this ended. */
  after?: SearchPlace | undefined;
}

/** The smallest and the largest: nobody has them. */
const NO_ID = "00000000-0000-0000-0000-000000000000";
const PAST_ALL_IDS = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** The newest messages of a scope that say what is asked. */
export async function searchMessages(db: Db, asked: Asked): Promise<Found> {
  const from = asked.after ?? (await lastPlaceIn(db, asked.scope));
  if (!from) return { messages: [], next: null, searchedTo: null };
  const { ids, stoppedAt } = await findMessages(db, { ...asked, from });
  const shown = await messagesOf(db, ids.slice(0, SEARCH_PAGE_SIZE));
  const last = shown.at(-1)?.message;
  if (ids.length > SEARCH_PAGE_SIZE && last)
    return { messages: shown, next: { at: last.createdAt, seq: last.seq, id: last.id }, searchedTo: null };
  return { messages: shown, next: stoppedAt, searchedTo: stoppedAt?.at ?? null };
}

/** The ids of a page and one more, and where it stopped before it had seen everything. */
interface Walk {
  ids: string[];
  stoppedAt: SearchPlace | null;
}

const walked = z.object({
  ids: z.array(z.uuid()),
  last: z.nullable(z.object({ at: z.number(), seq: z.int(), id: z.uuid() })),
  floor: z.number(),
  isOver: z.boolean(),
});

/**
 * Windows of time are looked through one after the other, from the newest, until the page is full or enough has been
 * read: in each the index gives what has the right words, the right place and the right time at once.
 */
async function findMessages(
  db: Db,
  { terms, scope, from }: Pick<Asked, "terms" | "scope"> & { from: SearchPlace },
): Promise<Walk> {
  const { rows } = await db.execute(statementOf({ terms, scope, from }));
  const { ids, last, floor, isOver } = walked.parse(rows[0]);
  if (last) return { ids, stoppedAt: { ...last, at: new Date(last.at).toISOString() } };
  return { ids, stoppedAt: isOver ? null : { at: new Date(floor).toISOString(), seq: 0, id: NO_ID } };
}

function statementOf({ terms, scope, from }: Pick<Asked, "terms" | "scope"> & { from: SearchPlace }) {
  const { businessIds, readerId } = scope;
  const here = hereIn(scope);
  const keys = keysOf(terms).map((key) => `'${key}'`);
  return sql`
with recursive own as materialized (
  ${here ? sql`select id, null::timestamptz as until, last_seq as said from conversations where id = any (${list(here)}::uuid[])` : ownConversations(readerId)}
), scope as materialized (
  select array(select id from own) as ids, ${list(businessIds)}::uuid[] as businesses
), ${walkOf({
    fromMs: Date.parse(from.at),
    keys: sql`${keys.join(" & ")}`,
    isCandidate: sql`(m.created_at, m.seq, m.id) < (${from.at}::timestamptz, ${from.seq}::int, ${from.id}::uuid)`,
    isHit: sql`search_words(m.body) @@ ${tsqueryOf(terms)}::tsquery and exists (
      select from conversations c where c.id = m.conversation_id and (c.kind in ('direct', 'group')
        or c.kind = 'internal' and (c.business_id = any (scope.businesses) or ${scope.withNotes ?? false})))`,
    idsMax: SEARCH_PAGE_SIZE + 1,
    examinedMax: EXAMINED_MAX,
  })}
select ids[:${SEARCH_PAGE_SIZE + 1}] as ids, last, (extract(epoch from floor) * 1000)::float8 as floor,
  until = 0 as "isOver"
from walk order by n desc limit 1`;
}

function hereIn({ conversationId, withNotes }: SearchScope): string[] | undefined {
  if (conversationId === undefined) return undefined;
  return withNotes ? [conversationId, notesIdOf(conversationId)] : [conversationId];
}

/** Those somebody is the customer of, and groups they take part in as one; with when the last message was. */
function ownConversations(readerId: string | undefined) {
  const reader = sql`${readerId ?? null}::uuid`;
  const newest = (table: string) => sql`order by ${newestFirst(table)} limit ${OWN_CONVERSATIONS_MAX}`;
  return sql`select id, last_message_at as until, last_seq as said from (
    (select id, last_span, last_message_at, last_seq from conversations
      where customer_id = ${reader} and kind = 'direct' and last_message_at is not null ${newest("conversations")})
    union all
    (select c.id, c.last_span, c.last_message_at, c.last_seq from participants p join conversations c on c.id = p.conversation_id
      where p.user_id = ${reader} and p.rank is not null and p.role = 'customer'
        and c.kind = 'group' and c.last_message_at is not null ${newest("c")})
  ) talks ${newest("talks")}`;
}

/** When something was last said in a scope: what was said long ago is found as soon as what was said just now. */
async function lastPlaceIn(db: Db, scope: SearchScope): Promise<SearchPlace | null> {
  const here = hereIn(scope);
  const { rows } = await db.execute(sql`
    select extract(epoch from max(until)) * 1000 as at from (
      (${here ? sql`select last_message_at as until from conversations where id = any (${list(here)}::uuid[])` : sql`select until from (${ownConversations(scope.readerId)}) own`})
      union all
      ${lastMomentsOf(scope.businessIds)}
    ) moments`);
  const { at } = lastMoment.parse(rows[0]);
  return at === null ? null : { at: new Date(at).toISOString(), seq: SEQ_MAX, id: PAST_ALL_IDS };
}

/** Of businesses, in their conversations of each status and in notes: as these are indexed. */
function lastMomentsOf(businessIds: string[]) {
  const parts = [
    ...workStatuses.map((status) => `${IS_LISTED} and status = '${status}'`),
    "kind = 'internal'",
  ];
  const last = parts.map(
    (part) => sql`(select last_message_at from conversations where business_id = b.id and ${sql.raw(part)}
      order by ${newestFirst()} limit 1)`,
  );
  return sql`select greatest(${sql.join(last, sql`, `)}) from unnest(${list(businessIds)}::uuid[]) b (id)`;
}

const lastMoment = z.object({ at: z.nullable(z.coerce.number()) });

/** The values of an array as one parameter. */
function list(values: (string | number)[]) {
  return sql.param(values);
}

/** Where messages stand: for notes not the conversation that is shown. */
const places = alias(conversations, "places");

/** In the order of the ids; what was deleted this very moment is left out. */
async function messagesOf(db: Db, ids: string[]): Promise<Found["messages"]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ message: messageColumns, conversation: summaryColumns })
    .from(messages)
    .innerJoin(places, eq(places.id, messages.conversationId))
    .innerJoin(conversations, sql`${conversations.id} = coalesce(${places.parentId}, ${places.id})`)
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .leftJoin(users, eq(users.id, conversations.customerId))
    // A conversation enters lists with its first message; before that its notes are not found.
    .where(
      and(inArray(messages.id, ids), isNull(messages.deletedAt), isNotNull(conversations.lastMessageAt)),
    );
  return rows
    .map(({ message, conversation }) => ({
      message: toMessage(message),
      conversation: toSummary(conversation),
    }))
    .toSorted((one, other) => ids.indexOf(one.message.id) - ids.indexOf(other.message.id));
}
