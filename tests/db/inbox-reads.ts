import type { VercelPool } from "@vercel/postgres";
import type { Client } from "pg";
import { owedBlocks } from "@/db/blocks";
import type { Db } from "@/db/client";
import { figuresDue } from "@/db/count-figures";
import { customerOf } from "@/db/customers";
import { draftAt, draftedIn } from "@/db/drafts";
import { closingsOver, promisesOver } from "@/db/due-steps";
import { figuresOf } from "@/db/figures";
import { inboxCounts, inboxPage, MENTIONS_LISTED_MAX } from "@/db/inbox";
import { laterDue, laterIn } from "@/db/later";
import { historyHead, historyPage } from "@/db/messages";
import { conversationsNamed, NAMED_EXAMINED_MAX } from "@/db/names";
import { repliesOf } from "@/db/saved-replies";
import { savedViewsOf } from "@/db/saved-views";
import { searchMessages } from "@/db/search";
import { SINCE_MESSAGES_MAX, SINCE_NOTICES_MAX, sinceLooked } from "@/db/since";
import { lastChangerOf, standingOf } from "@/db/standing";
import { tagsOf } from "@/db/tags";
import { leasesOver, waitingIn } from "@/db/turns";
import { unseenOf } from "@/db/unseen";
import { snoozesOver, wakesOwed } from "@/db/work";
import { COUNTED_MAX, type InboxView } from "@/lib/inbox-view";
import { UNSEEN_MAX } from "@/lib/ledger";
import { HISTORY_PAGE_SIZE } from "@/lib/protocol/history";
import { LIST_PAGE_SIZE } from "@/lib/protocol/list";
import { termsOf } from "@/lib/search";
import { notesIdOf, type WorkStatus } from "@/lib/work";

/** Whose inbox it is, and who looks at it: one who holds most and was named often, and one who holds least. */
interface Named {
  businessId: string;
  busy: string;
  idle: string;
  commonTag: string;
  pastTag: string;
  rareTag: string;
  /** With a thread in its first half. */
  long: { conversationId: string; threadId: string; seq: number; lastInThread: number };
  /** Some that have notes. */
  talks: string[];
}

interface Read {
  name: string;
  /** Of 8 kB, whatever there is in the table. */
  pagesMax: number;
  ask: (db: Db) => Promise<unknown>;
}

/** What finding the place in an index may take. */
const FINDING_PAGES = 16;
const page = (rows: number, pagesPerRow: number) => Math.ceil(rows * pagesPerRow) + FINDING_PAGES;
/** A line of a list: the conversation twice, its customer, business, read mark, mentions, and whether a bot has it. */
const LISTED_PAGES = page(LIST_PAGE_SIZE + 1, 21);
/** What came by another channel or was promised is sorted where no index has the order. */
const SORTED_PAGES = LISTED_PAGES + 1_000;
/** Of some thousands with a tag, or of one agent, Postgres rather sorts all; of more it walks the order of the list, and no further. */
const TAGGED_PAGES = LISTED_PAGES + 4_200;
/** Each mention is looked up with its note and its conversation. */
const MENTIONED_PAGES = page(MENTIONS_LISTED_MAX, 9);
const COUNTED_PAGES = page(COUNTED_MAX, 4);
/** As in tests/load/growth-operations.mjs. */
const SEARCHING_PAGES = 6_000;

export async function inboxReads(client: Client): Promise<Read[]> {
  const named = await namedIn(client);
  return [
    ...listsOf(named),
    ...searchesOf(named),
    ...[named.long.conversationId, ...named.talks].flatMap((talk) => readsIn(named, talk)),
    ...dueNow(named),
    ...keptOf(named),
  ];
}

async function namedIn(client: Client): Promise<Named> {
  const idOf = (name: string) => `growth.id_of('${name}')`;
  const { rows: talks } = await client.query<{ id: string }>(
    "select id from growth.work where notes = 3 and length > 50 order by md5(id::text) limit 3",
  );
  const { rows } = await client.query<Named & Named["long"]>(
    `select ${idOf("business 0")} as "businessId", ${idOf("agent 0")} as busy, ${idOf("agent 19")} as idle,
      ${idOf("tag 1")} as "commonTag", ${idOf("tag 49")} as "pastTag", ${idOf("tag 50")} as "rareTag",
      m.conversation_id as "conversationId", ${idOf("thread")} as "threadId", max(m.seq) as seq,
      max(m.seq) filter (where thread_id = ${idOf("thread")}) as "lastInThread"
    from messages m where m.conversation_id = ${idOf("conversation 1")} group by m.conversation_id`,
  );
  const [found] = rows;
  if (!found) throw new Error("there is a longest conversation");
  return { ...found, long: found, talks: talks.map(({ id }) => id) };
}

/** Every usual view in every order, and some that somebody may have saved. */
function viewsOf({ idle, commonTag, pastTag, rareTag }: Named): [string, number, Partial<InboxView>][] {
  return [
    ["everything", LISTED_PAGES, {}],
    ["one's own", TAGGED_PAGES, { assignee: "me" }],
    ["a colleague's", SORTED_PAGES, { assignee: idle }],
    ["nobody's", SORTED_PAGES, { assignee: "nobody" }],
    ["where one is named", MENTIONED_PAGES + LISTED_PAGES, { isMentioned: true }],
    ["with a common tag", TAGGED_PAGES, { tag: commonTag }],
    ["with a tag of old", TAGGED_PAGES, { tag: pastTag }],
    ["with a rare tag", TAGGED_PAGES, { tag: rareTag }],
    ["by mail", SORTED_PAGES, { channel: "email" }],
    ["by mail, one's own, with a tag", TAGGED_PAGES, { channel: "email", assignee: "me", tag: commonTag }],
    ["nobody's with a rare tag", TAGGED_PAGES, { assignee: "nobody", tag: rareTag }],
  ];
}

function listsOf(named: Named): Read[] {
  const { businessId, busy, idle } = named;
  const statuses: [WorkStatus, InboxView["sort"]][] = [
    ...(["newest", "oldest", "priority", "due"] as const).map((sort): [WorkStatus, InboxView["sort"]] => [
      "open",
      sort,
    ]),
    ...[
      ["snoozed", "newest"] as const,
      ["completed", "newest"] as const,
      ["archived", "oldest"] as const,
    ].map(([status, sort]): [WorkStatus, InboxView["sort"]] => [status, sort]),
    ["completed", "priority"],
  ];
  return viewsOf(named).flatMap(([what, pagesMax, filter]) =>
    statuses.flatMap(([status, sort]) =>
      [busy, idle].flatMap((readerId): Read[] => {
        const view = { ...filter, status, sort };
        const name = `${what}, ${status}, ${sort} first, for ${readerId === busy ? "the busy" : "the idle"}`;
        const inbox = { businessId, readerId, view };
        return [
          { name, pagesMax, ask: (db) => inboxPage(db, inbox) },
          { name: `an old page of ${name}`, pagesMax, ask: (db) => inboxPage(db, { ...inbox, before: OLD }) },
          {
            name: `how many: ${name}`,
            pagesMax: COUNTED_PAGES + Math.max(0, pagesMax - SORTED_PAGES),
            ask: (db) => inboxCounts(db, { businessId, readerId, views: [view] }),
          },
        ];
      }),
    ),
  );
}

const OLD = {
  at: new Date(Date.now() - 170 * 24 * 60 * 60 * 1000).toISOString(),
  ...{ id: "80000000-0000-4000-8000-000000000000", priority: 1 },
};

function searchesOf({ businessId }: Named): Read[] {
  const named = (query: string): Read => ({
    name: `the name "${query}"`,
    pagesMax: page(NAMED_EXAMINED_MAX, 4) + LISTED_PAGES,
    ask: (db) => conversationsNamed(db, { businessId, terms: termsOf(query) }),
  });
  const said = (query: string): Read => ({
    name: `who said "${query}"`,
    pagesMax: SEARCHING_PAGES,
    ask: (db) => searchMessages(db, { terms: termsOf(query), scope: { businessIds: [businessId] } }),
  });
  return [
    ...["maya", "maya okafor", "maya okafor 41", "m", "zeppelin"].map(named),
    ...["table", "reservation", "always", "zeppelin", '"good morning"'].map(said),
  ];
}

/** Of one conversation, as an agent opens it. */
function readsIn({ businessId, busy: userId }: Named, conversationId: string): Read[] {
  const notes = { businessId, conversationId: notesIdOf(conversationId) };
  const here = { businessId, conversationId };
  const history = page(HISTORY_PAGE_SIZE, 2);
  return [
    {
      name: "what happened since one looked",
      pagesMax: page(SINCE_MESSAGES_MAX + SINCE_NOTICES_MAX, 1.1),
      ask: (db) => sinceLooked(db, { ...here, userId }),
    },
    {
      name: "the newest notes",
      pagesMax: history,
      ask: (db) => historyHead(db, { ...notes, readerId: userId }),
    },
    { name: "older notes", pagesMax: history, ask: (db) => historyPage(db, { ...notes, beforeSeq: 1_000 }) },
    { name: "its customer", pagesMax: 100, ask: (db) => customerOf(db, { ...here, nowMs: Date.now() }) },
    {
      name: "a draft",
      pagesMax: FINDING_PAGES,
      ask: (db) => draftAt(db, { userId, conversationId, mode: "reply" }),
    },
    {
      name: "where one drafts",
      pagesMax: FINDING_PAGES,
      ask: (db) => draftedIn(db, { userId, conversationId }),
    },
    {
      name: "what is sent later",
      pagesMax: FINDING_PAGES,
      ask: (db) => laterIn(db, { userId, conversationId }),
    },
    { name: "how it stands", pagesMax: FINDING_PAGES, ask: (db) => standingOf(db, conversationId) },
    { name: "who changed that", pagesMax: FINDING_PAGES, ask: (db) => lastChangerOf(db, conversationId) },
  ];
}

function dueNow({ businessId }: Named): Read[] {
  const over = { now: new Date(), limit: 50 };
  const pagesMax = page(over.limit, 4);
  return [
    { name: "snoozes that are over", pagesMax, ask: (db) => snoozesOver(db, over) },
    { name: "who is to be told of a waking", pagesMax, ask: (db) => wakesOwed(db, over.limit) },
    { name: "leases that are over", pagesMax: page(over.limit, 6), ask: (db) => leasesOver(db, over) },
    {
      name: "what is to be given out",
      pagesMax,
      ask: (db) => waitingIn(db, { businessIds: [businessId], limit: over.limit }),
    },
    // With what the customer said since.
    { name: "silence that lasted", pagesMax: page(over.limit, 20), ask: (db) => closingsOver(db, over) },
    // Each with its conversation, whose business may be suspended.
    { name: "promises that are missed", pagesMax: page(over.limit, 8), ask: (db) => promisesOver(db, over) },
    { name: "what is to be sent", pagesMax: page(over.limit, 8), ask: (db) => laterDue(db, over) },
    { name: "blocks to be told of", pagesMax, ask: (db) => owedBlocks(db, over.limit) },
    { name: "whose figures are due", pagesMax, ask: (db) => figuresDue(db, over.now) },
  ];
}

function keptOf({ businessId, busy: userId }: Named): Read[] {
  const figures = (days: 7 | 90, pagesMax: number): Read => ({
    name: `the figures of ${days} days`,
    pagesMax,
    ask: (db) => figuresOf(db, { businessId, days, now: new Date() }),
  });
  return [
    { name: "the tags", pagesMax: FINDING_PAGES, ask: (db) => tagsOf(db, businessId) },
    { name: "the saved replies", pagesMax: page(200, 0.2), ask: (db) => repliesOf(db, businessId) },
    { name: "saved views", pagesMax: page(30, 1), ask: (db) => savedViewsOf(db, { businessId, userId }) },
    // Of 100,000 answers and completions in a year as many as are in that time, nearly a hundred to a page.
    figures(7, 200),
    figures(90, 1_500),
  ];
}

/** What somebody who answers has not seen, in a conversation or in a thread of it, as it is asked for. */
export async function unseenReads(client: Client) {
  const { busy, long } = await namedIn(client);
  const { conversationId, threadId, seq, lastInThread } = long;
  const cases: { name: string; threadId?: string; basedOnSeq: number }[] = [
    { name: "all was seen", basedOnSeq: seq },
    { name: "half of a conversation", basedOnSeq: Math.floor(seq / 2) },
    { name: "half of a thread", threadId, basedOnSeq: Math.floor(lastInThread / 2) },
    { name: "nothing of a thread, but much beside it", threadId, basedOnSeq: lastInThread },
  ];
  const asked: { name: string; pagesMax: number; text: string; values: unknown[] }[] = [];
  for (const { name, ...seen } of cases) {
    const query = async (text: string, values: unknown[]) => {
      asked.push({ name, pagesMax: page(UNSEEN_MAX, 8), text, values });
      return { rows: [] };
    };
    const entry = { op: "message" as const, id: conversationId, userId: busy, role: "agent" as const };
    const batch = [{ conversationId, entry: { ...entry, name: "Sam", body: "Yes", ...seen } }];
    await unseenOf({ query } as unknown as VercelPool, batch);
  }
  return asked;
}
