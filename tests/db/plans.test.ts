import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/vercel-postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod/mini";
import { ADMIN_BUSINESSES_PAGE_SIZE, businessesFor } from "@/db/admin-businesses";
import { SIGN_INS_SHOWN_MAX, signInsOf, USERS_PAGE_SIZE, usersPage } from "@/db/admin-users";
import { deletedLeftovers, fileById, unsentLeftovers, unsentOf } from "@/db/attachments";
import { type AuditFilter, auditPage } from "@/db/audit-page";
import { backlogOf } from "@/db/backlog";
import { conversationsWith, owedBlocks } from "@/db/blocks";
import { claimCalls } from "@/db/bot-calls";
import { botOf } from "@/db/bots";
import { BUSINESSES_PAGE_SIZE, businessBySlug, listBusinesses, listCategories } from "@/db/businesses";
import type { Db } from "@/db/client";
import { accessTo, chatsPage } from "@/db/conversations";
import { figuresDue } from "@/db/count-figures";
import { closingsOver, promisesOver } from "@/db/due-steps";
import { conversationsOf } from "@/db/erasing-words";
import { businessesOf, claimErasure, erasePersonal, hasVisits, isOnlyAdmin, onlyOwnedBy } from "@/db/erasure";
import { countFailures, failuresOf } from "@/db/failures";
import { figures } from "@/db/figure-parts";
import { figuresOf } from "@/db/figures";
import { inboxCounts, inboxPage } from "@/db/inbox";
import { claimJobs } from "@/db/jobs";
import { forgetLogos, logoById, showLogo } from "@/db/logos";
import { historyAt, historyHead, historyPage, messagesAfter, SEQ_MAX } from "@/db/messages";
import { conversationsNamed } from "@/db/names";
import { COUNTED_AT_ONCE_MAX, closedNotCounted, notesNotCounted, talksNotCounted } from "@/db/not-counted";
import { confirmedPage, confirmPost, countConfirmations, ownConfirmations } from "@/db/post-confirmations";
import { claimTellings, tellable } from "@/db/post-deliveries";
import { waitingPosts } from "@/db/post-drafts";
import { fileOfPost } from "@/db/post-files";
import { ownReactions } from "@/db/post-reactions";
import { markRead } from "@/db/post-reading";
import { postOf, postsPage } from "@/db/posts";
import { shownAmong, showsPresenceTo, visitsOf } from "@/db/presence";
import { audienceOf, reachOf, viewsOf } from "@/db/reach";
import { followedBy, readingOf } from "@/db/readers";
import { REPLY_TIME_ROWS_MAX, replyTimesOf } from "@/db/reply-time";
import {
  ASKED_PER_HOUR_MAX,
  ASKED_PER_WEEKS_MAX,
  LOOKED_AT_AROUND,
  responsivenessOf,
} from "@/db/responsiveness";
import { claimRetention, goingBefore, keptShorterFor, messageDaysOf, retentionOf } from "@/db/retention";
import { repliesOf } from "@/db/saved-replies";
import { savedViewsOf } from "@/db/saved-views";
import * as schema from "@/db/schema";
import { claimSecret, removeSecrets } from "@/db/secrets";
import { startSession } from "@/db/sessions";
import { signInEventsOf } from "@/db/sign-in-events";
import { countSilent, silentSince } from "@/db/silent";
import { SINCE_MESSAGES_MAX, sinceLooked } from "@/db/since";
import { changesSince } from "@/db/snapshot";
import { lastChangerOf, standingOf } from "@/db/standing";
import { deleteTag, tagsOf } from "@/db/tags";
import { openAmong, TAKEN_AT_ONCE_MAX, takeWords } from "@/db/taking-words";
import {
  openTeamInvitations,
  revokeTeamInvitation,
  takenOutSince,
  teamInvitation,
} from "@/db/team-invitations";
import { colleaguesOf, membersAmong, TEAM_SHOWN_MAX, teamOf } from "@/db/teams";
import { threadPage, threadRoots, threadsOf } from "@/db/threads";
import { removeTopic, topicsOf } from "@/db/topics";
import { businessesInTurn, inTurn, leasesOver, waitingIn } from "@/db/turns";
import { tellUntold } from "@/db/untold";
import { personOfSession } from "@/db/users";
import { recordVisit, visitsOver } from "@/db/visits";
import { claimDeliveries, deliveriesOf } from "@/db/webhook-deliveries";
import { webhooksOf } from "@/db/webhooks";
import { originsOf, personNamed, widgetOf } from "@/db/widgets";
import { AUDIT_PAGE_SIZE } from "@/lib/audit";
import { POSTS_PAGE_SIZE, TOPICS_MAX, UNPUBLISHED_MAX } from "@/lib/broadcast";
import { CONFIRMED_PAGE_SIZE } from "@/lib/confirmation";
import { FAILURES_PAGE_SIZE, failureKinds } from "@/lib/failures";
import { COUNTED_MAX, EVERYTHING_OPEN, type InboxView } from "@/lib/inbox-view";
import { MEMBERS_TOLD_MAX } from "@/lib/notification";
import { HISTORY_PAGE_SIZE } from "@/lib/protocol/history";
import { LIST_PAGE_SIZE } from "@/lib/protocol/list";
import { THREADS_PER_CONVERSATION_MAX } from "@/lib/protocol/thread";
import { WINDOW_WEEKS } from "@/lib/responsiveness";
import { RETENTION_COUNTED_MAX } from "@/lib/retention";
import { termsOf } from "@/lib/search";
import { DELIVERIES_PAGE_SIZE } from "@/lib/webhook";
import { workStatuses } from "@/lib/work";
import { type Cast, castOf } from "../support/cast";
import { createDatabase } from "../support/database";

const node = z.object({
  "Node Type": z.string(),
  "Relation Name": z.optional(z.string()),
  "Actual Rows": z.number(),
  "Actual Loops": z.number(),
  "Rows Removed by Filter": z.optional(z.number()),
  get Plans() {
    return z.optional(z.array(node));
  },
});
type Node = z.infer<typeof node>;

const explained = z.object({ rows: z.array(z.object({ "QUERY PLAN": z.array(z.object({ Plan: node })) })) });

let cast: Cast;
/** A sign-in of Sam's. */
let session: string;
const rareTag = randomUUID();
/** A business with 3,000 members. */
let shopId: string;
let threaded: { conversationId: string; businessId: string; threadId: string };
/** Posts that many confirmed, and their businesses. */
const confirmed = { byFew: { id: "", businessId: "" }, byMany: { id: "", businessId: "" } };
let webhookId: string;
let database: Awaited<ReturnType<typeof createDatabase>>;

/** One long conversation among 3,000, and 3,000 businesses: enough for Postgres to prefer an index where it can. */
beforeAll(async () => {
  database = await createDatabase();
  cast = await castOf(database.url, process.env.POSTGRES_WS_PROXY);
  const { db, businessId, conversationId, maya } = cast;
  await db.execute(sql`
    insert into messages (id, conversation_id, business_id, seq, rev, sender_id, sender_role, sender_name, body)
    select gen_random_uuid(), ${conversationId}::uuid, ${businessId}::uuid, n, n, ${maya.userId}::uuid, 'customer', 'Maya', 'Hello'
    from generate_series(1, 20000) n`);
  await db.execute(sql`
    update conversations set last_seq = 20000, rev = 20000, last_message_at = now() where id = ${conversationId}::uuid`);
  await db.execute(sql`insert into users (name) select 'Guest ' || n from generate_series(1, 3000) n`);
  await db.execute(sql`
    insert into conversations (business_id, customer_id, last_message_at, last_seq, rev)
    select ${businessId}::uuid, id, now() - random() * interval '9 days', 1, 1 from users where name like 'Guest %'`);
  await db.execute(sql`
    insert into messages (id, conversation_id, business_id, seq, rev, sender_id, sender_role, sender_name, body)
    select gen_random_uuid(), c.id, c.business_id, n, n, null, (array['customer', 'agent'])[1 + n % 2], 'Guest', 'Hello'
    from conversations c join users u on u.id = c.customer_id and u.name like 'Guest %', generate_series(1, 8) n`);
  await db.execute(sql`update conversations set last_seq = 8, rev = 8 where last_seq = 1`);
  await db.execute(sql`
    insert into businesses (slug, name, category)
    select 'shop-' || n, 'Shop ' || n, 'Trade ' || n % 5 from generate_series(1, 3000) n`);
  await db.execute(sql`
    insert into conversations (business_id, kind, last_message_at, last_seq, rev)
    select id, 'broadcast', now(), 1, 1 from businesses`);
  await db.execute(sql`
    insert into conversations (business_id, customer_id, last_message_at, last_seq, rev)
    select id, ${maya.userId}::uuid, now() - random() * interval '9 days', 1, 1 from businesses where slug like 'shop-%'`);
  await db.execute(sql`
    insert into memberships (business_id, user_id, role)
    select b.id, u.id, 'agent' from businesses b, users u where b.slug = 'shop-1' and u.name like 'Guest %'`);
  await db.execute(
    sql`insert into widgets (business_id, origins) select id, '{https://shop.example}' from businesses`,
  );
  // One that is shown, and one that was until two days ago.
  await db.execute(sql`
    insert into logos (id, business_id, left_at)
    select gen_random_uuid(), id, case n when 1 then now() - interval '2 days' end
    from businesses, generate_series(1, 2) n`);
  await db.execute(sql`
    insert into widget_people (business_id, subject, user_id)
    select ${businessId}::uuid, name, id from users where name like 'Guest %'`);
  const shop = await businessBySlug(db, "shop-1");
  shopId = shop?.id ?? "";
  await db.execute(sql`
    insert into sessions (user_id, expires_at) select id, now() + interval '9 days' from users`);
  await db.execute(sql`
    insert into visits (session_id, party, room) select s.id, 'main', gen_random_uuid()::text from sessions s`);
  await db.execute(sql`
    insert into secrets (id, conversation_id, sender_id, side, ciphertext, envelopes, expires_at, remove_at)
    select id, conversation_id, ${maya.userId}::uuid, 'business', 'sealed', '{}', now() + interval '1 day',
      now() + interval '1 day' from messages where conversation_id = ${conversationId}::uuid`);
  await db.execute(sql`
    insert into attachments (id, conversation_id, uploader_id, message_id, state, name, media_type)
    select id, conversation_id, ${maya.userId}::uuid, id, 'ready', 'menu.pdf', 'application/pdf' from messages
    where conversation_id = ${conversationId}::uuid and seq <= 2000`);
  await db.execute(sql`
    insert into attachments (id, conversation_id, uploader_id, name, media_type, created_at)
    select gen_random_uuid(), ${conversationId}::uuid, id, 'menu.pdf', 'application/pdf', now() - interval '2 days'
    from users`);
  await db.execute(sql`
    update messages set kind = 'file', deleted_at = case when seq % 20 = 0 then now() - interval '2 days' end
    where conversation_id = ${conversationId}::uuid and seq <= 2000`);
  // No statement may take ten seconds, on a busy machine either.
  for (const from of [0, 3000, 6000])
    await db.execute(sql`
      insert into conversations (business_id, kind, title, last_message_at, last_seq, rev)
      select ${businessId}::uuid, 'group', 'Group ' || n, now() - random() * interval '9 days', 1, 1
      from generate_series(${from}::int + 1, ${from}::int + 3000) n`);
  await db.execute(sql`
    update conversations set assignee_id = case n / 4 % 3 when 0 then ${cast.sam.userId}::uuid when 1 then ${cast.nora.userId}::uuid end,
      priority = n / 4 % 4, due_at = case when n / 4 % 5 = 0 then now() + n * interval '1 hour' end,
      tags = case when n % 500 = 7 then array[${rareTag}::uuid] else '{}' end,
      channel = case when n / 4 % 1000 = 0 then 'email' else 'chat' end,
      status = case n % 4 when 0 then 'completed' when 1 then 'snoozed' else 'open' end
    from (select id as one, row_number() over () as n from conversations where kind in ('direct', 'group')) numbered
    where id = one and id <> ${conversationId}::uuid`);
  await growFigures(db);
  await growThreads(db);
  await growSteps(db);
  await growJobs(db);
  await growWebhooks(db);
  await growBots(db);
  await growPosts(db);
  await growTeam(db);
  await growFailures(db);
  await growAudit(db);
  await growErasure(db);
  session = (await startSession(db, cast.sam.userId)).id;
  await recordVisit(db, { session, party: "main", room: conversationId });
  await db.execute(sql`vacuum (analyze)`);
});

/** 90 days of figures: 20 answers and 24 hours for each, of this business and of two others. */
async function growFigures(db: Db): Promise<void> {
  await db.execute(sql`
    insert into figure_spans (conversation_id, business_id, ending, ended_at, seconds, user_id)
    select ${cast.conversationId}::uuid, b.id, 'answered', now() - d * interval '1 day' - n * interval '1 minute', n,
      ${cast.sam.userId}::uuid
    from (select id from businesses order by id = ${cast.businessId}::uuid desc limit 3) b,
      generate_series(0, 89) d, generate_series(1, 20) n`);
  await db.execute(sql`
    insert into figure_hours (business_id, hour, user_id, messages)
    select b.id, date_trunc('day', now()) - d * interval '1 day' + h * interval '1 hour', null, 5
    from (select id from businesses order by id = ${cast.businessId}::uuid desc limit 3) b,
      generate_series(0, 89) d, generate_series(0, 23) h`);
  await db.insert(figures).values({ businessId: cast.businessId, ...neverCounted });
  await db.execute(sql`
    insert into figures (business_id, talks_to, notes_to, due_at)
    select id, now(), now(), now() + interval '1 hour' from businesses where slug like 'shop-%'`);
}

/** Thousands of proposals to be done and of promises, a hundred of each over; and a look of Sam's long ago. */
async function growSteps(db: Db): Promise<void> {
  const { conversationId, businessId, sam } = cast;
  await db.execute(sql`
    insert into closings (id, conversation_id, business_id, until)
    select m.id, c.id, c.business_id, now() + (row_number() over () - 100) * interval '1 minute'
    from conversations c join users u on u.id = c.customer_id and u.name like 'Guest %'
      join messages m on m.conversation_id = c.id and m.seq = 8
    where c.business_id = ${businessId}::uuid`);
  await db.execute(sql`
    insert into promises (id, conversation_id, due_at)
    select id, conversation_id, now() + (seq - 100) * interval '1 minute' from messages
    where conversation_id = ${conversationId}::uuid and seq <= 2000`);
  await db.execute(sql`
    update messages set metadata = '{"text": "Call", "dueAt": "2026-11-21T12:00:00Z"}'
    where conversation_id = ${conversationId}::uuid and seq <= 2000`);
  await db.execute(sql`
    insert into receipts (conversation_id, user_id, delivered_seq, read_seq)
    values (${conversationId}::uuid, ${sam.userId}::uuid, 1, 1)`);
}

/** All was told but what was said last in ten conversations with many members, and of 3,000 jobs 100 are due. */
async function growJobs(db: Db): Promise<void> {
  await db.execute(sql`update conversations set told_rev = rev, told_seq = last_seq`);
  await db.execute(sql`
    update conversations set told_rev = rev - 1, told_seq = last_seq - 1 where id in (
      select id from conversations where business_id = ${shopId}::uuid and kind in ('direct', 'internal')
        and id <> ${threaded.conversationId}::uuid limit 10)`);
  await db.execute(sql`
    insert into jobs (kind, user_id, conversation_id, run_at)
    select 'mail', customer_id, id, now() + (row_number() over () - 100) * interval '1 minute' from conversations
    where business_id = ${cast.businessId}::uuid and customer_id is not null`);
}

/** Nora has invited thousands into her team, two of them lately, and taken thousands out, Sam just now. */
async function growTeam(db: Db): Promise<void> {
  const { businessId, nora, sam } = cast;
  await db.execute(sql`
    insert into invitations (business_id, email, role, created_by, expires_at)
    select ${businessId}::uuid, n || '@example.com', 'agent', ${nora.userId}::uuid, now() + (3 - n) * interval '1 hour'
    from generate_series(1, 3000) n`);
  await db.execute(sql`
    insert into audit_entries (at, actor_name, actor_role, business_id, kind, subject_id, detail)
    select now() - n * interval '1 minute', 'Nora', 'owner', ${businessId}::uuid, 'member.removed',
      case n when 1 then ${sam.userId}::text else gen_random_uuid()::text end, '{"name": "Sam", "role": "agent"}'
    from generate_series(1, 3000) n`);
}

/** Drafts, topics and readers of every business; this one is read by 100 people, a shop by thousands. */
async function growPosts(db: Db): Promise<void> {
  await db.execute(sql`
    insert into posts (id, business_id, state, publish_at)
    select gen_random_uuid(), id, case n when 1 then 'draft' else 'published' end, now()
    from businesses, generate_series(1, 3) n`);
  await db.execute(sql`insert into topics (business_id, name, place) select id, 'Offers', 0 from businesses`);
  await db.execute(sql`
    insert into readers (business_id, user_id, read_seq)
    select b.id, u.id, n % 10 from businesses b,
      (select id, row_number() over (order by id) n from users where name like 'Guest %') u
    where b.slug = 'shop-2' or (b.id = ${cast.businessId}::uuid and n <= 100)`);
  // One of this business by 100, and one of a shop by thousands, half of them by name.
  await db.execute(sql`
    insert into post_confirmations (post_id, user_id, rev, is_named)
    select p.id, r.user_id, 1, row_number() over () % 2 = 0
    from (select distinct on (business_id) id, business_id from posts where state = 'published') p
      join readers r on r.business_id = p.business_id`);
  const { rows } = await db.execute<{ id: string; businessId: string }>(sql`
    select distinct p.id, p.business_id as "businessId" from posts p join post_confirmations c on c.post_id = p.id`);
  for (const { id, businessId } of rows)
    confirmed[businessId === cast.businessId ? "byFew" : "byMany"] = { id, businessId };
  await db.execute(sql`
    insert into post_deliveries (post_id, user_id, way, run_at)
    select p.id, r.user_id, 'mail', now() from posts p join readers r on r.business_id = p.business_id`);
}

/** Of this business and a shop; nearly all of what they were told of is over, and much waits for its turn. */
async function growWebhooks(db: Db): Promise<void> {
  const { rows } = await db.execute<{ id: string }>(sql`
    insert into webhooks (business_id, url, types, secret, disabled_because, disabled_at)
    select b.id, 'https://example.com/', '{message.created}', 'whsec_', case when b.slug like 'shop-%' then 'owner' end,
      case when b.slug like 'shop-%' then now() end from businesses b
    returning id`);
  expect(rows.length).toBeGreaterThan(3000);
  await db.execute(sql`
    insert into webhook_deliveries (webhook_id, type, conversation_id, state, next_at)
    select w.id, 'message.created', ${cast.conversationId}::uuid,
      case when n > 4900 then 'waiting' else 'delivered' end, now() - interval '1 minute'
    from webhooks w, generate_series(1, 5000) n where w.business_id = ${cast.businessId}::uuid order by n`);
  await db.execute(sql`
    insert into webhook_deliveries (webhook_id, type, state, next_at)
    select id, 'webhook.test', 'delivered', now() from webhooks, generate_series(1, 3) n`);
  webhookId = (await webhooksOf(db, cast.businessId))[0]?.id ?? "";
}

/** Every business has a bot; this one's is off, and has much left to be asked. */
async function growBots(db: Db): Promise<void> {
  await db.execute(sql`
    insert into bots (business_id, user_id, url, secret, disabled_because, disabled_at)
    select b.id, u.id, 'https://example.com/', 'whsec_', case when b.slug like 'shop-%' then null else 'owner' end,
      case when b.slug like 'shop-%' then null else now() end
    from (select *, row_number() over (order by slug) n from businesses where slug <> 'shop-3000') b
      join (select id, row_number() over (order by id) n from users where name like 'Guest %') u using (n)`);
  await db.execute(sql`
    insert into bot_calls (conversation_id, business_id, message_id, next_at)
    select id, business_id, gen_random_uuid(), now() - interval '1 minute' from conversations
    where business_id = ${cast.businessId}::uuid and kind = 'direct' limit 50`);
}

/** Of what goes out one in twenty failed, and of the bots as many; the rest is done or waits. */
async function growFailures(db: Db): Promise<void> {
  const failed = sql`created_at = now() - random() * interval '9 days', failure = 'timeout', tries = 3`;
  await db.execute(sql`update jobs set ${failed} where abs(hashtext(id::text)) % 20 = 0`);
  await db.execute(sql`
    update webhook_deliveries set ${failed}, state = 'failed' where abs(hashtext(id::text)) % 20 = 0 and state = 'delivered'`);
  await db.execute(sql`
    update post_deliveries set ${failed}, state = 'failed' where abs(hashtext(user_id::text)) % 20 = 0`);
  await db.execute(sql`
    update bots set failing_since = now() - random() * interval '9 days', failure = 'timeout'
    where abs(hashtext(business_id::text)) % 20 = 0`);
}

/** 60,000 entries of all businesses and nearly as many people, and 5,000 of this one. */
async function growAudit(db: Db): Promise<void> {
  const { businessId, nora } = cast;
  await db.execute(sql`
    insert into audit_entries (at, actor_id, actor_name, actor_role, business_id, kind, subject_id)
    select now() - n * interval '7 seconds', u.id, u.name, 'agent', b.id,
      (array['message.deleted', 'message.edited', 'conversation.assigned'])[1 + n % 3], u.id
    from generate_series(1, 60000) n
      join (select id, name, row_number() over (order by id) as place from users) u on u.place = 1 + n % 2900
      join (select id, row_number() over (order by id) as place from businesses) b on b.place = 1 + n % 2800`);
  await db.execute(sql`
    insert into audit_entries (at, actor_id, actor_name, actor_role, business_id, kind, subject_id)
    select now() - n * interval '83 seconds', ${nora.userId}::uuid, 'Nora', 'owner', ${businessId}::uuid,
      (array['message.deleted', 'member.added'])[1 + n % 2], ${cast.conversationId}
    from generate_series(1, 5000) n`);
}

/** What refers to people beside all that, so that nobody can be looked for in it row by row. */
async function growErasure(db: Db): Promise<void> {
  const { businessId, conversationId } = cast;
  const guests = sql`users where name like 'Guest %'`;
  await db.execute(sql`
    insert into invitations (conversation_id, created_by, email, expires_at)
    select ${conversationId}::uuid, id, id || '@example.com', now() from ${guests}`);
  await db.execute(sql`update readers set mail_address = user_id || '@example.com'`);
  await db.execute(sql`
    insert into saved_views (business_id, user_id, name, view) select ${businessId}::uuid, id, 'Mine', '{}' from ${guests}`);
  await db.execute(sql`
    insert into later_messages (id, conversation_id, user_id, body, send_at, based_on_seq)
    select gen_random_uuid(), ${conversationId}::uuid, id, 'Later', now() + interval '1 day', 0 from ${guests}`);
  await db.execute(sql`
    insert into accounts (user_id, provider, provider_account_id) select id, 'google', id::text from ${guests}`);
  for (const table of ["notified", "openings"])
    await db.execute(sql`
      insert into ${sql.identifier(table)} (user_id, conversation_id) select id, ${conversationId}::uuid from ${guests}`);
  await db.execute(sql`
    insert into drafts (user_id, conversation_id, mode, body) select id, ${conversationId}::uuid, 'reply', '' from ${guests}`);
  await db.execute(sql`
    insert into notification_choices (user_id, conversation_id, level) select id, ${conversationId}::uuid, 'all' from ${guests}`);
  const { id: postId } = confirmed.byMany;
  await db.execute(sql`
    insert into post_corrections (post_id, user_id, seen_rev) select ${postId}::uuid, id, 1 from ${guests}`);
  await db.execute(sql`
    insert into post_reactions (post_id, user_id, emoji) select ${postId}::uuid, id, '🎉' from ${guests}`);
  await db.execute(sql`
    insert into sign_in_events (user_id, kind, count, at)
    select u.id, 'new-device', 1, now() - n * interval '1 day' from generate_series(1, 3) n, (select id from ${guests}) u`);
  await db.execute(sql`update users set erase_at = now() + interval '7 days' where name like 'Guest 1%'`);
}

/** As many threads as a conversation holds, one of them with 5,000 messages. */
async function growThreads(db: Db): Promise<void> {
  const [talk] = await db
    .select({ id: schema.conversations.id })
    .from(schema.conversations)
    .where(
      sql`${schema.conversations.businessId} = ${shopId}::uuid and ${schema.conversations.kind} = 'direct'`,
    );
  threaded = { conversationId: talk?.id ?? "", businessId: shopId, threadId: randomUUID() };
  const { conversationId, threadId } = threaded;
  await db.execute(sql`
    insert into messages
      (id, conversation_id, business_id, seq, rev, sender_id, sender_role, sender_name, body, thread_id, thread_seq)
    select case n when 1 then ${threadId}::uuid else gen_random_uuid() end, ${conversationId}::uuid, ${shopId}::uuid,
      n + 1, n + 1, null, 'customer', 'Maya', 'Hello',
      case when n > ${THREADS_PER_CONVERSATION_MAX} then ${threadId}::uuid end,
      case when n > ${THREADS_PER_CONVERSATION_MAX} then n - ${THREADS_PER_CONVERSATION_MAX} end
    from generate_series(1, 5000 + ${THREADS_PER_CONVERSATION_MAX}) n`);
  await db.execute(sql`
    insert into threads (id, conversation_id, message_id, title, created_by, replies)
    select id, conversation_id, id, '', ${cast.maya.userId}::uuid, case when id = ${threadId}::uuid then 5000 else 1 end
    from messages where conversation_id = ${conversationId}::uuid and seq between 2 and ${THREADS_PER_CONVERSATION_MAX} + 1`);
}

afterAll(async () => {
  await cast.pool.end();
  await database.drop();
});

const flatten = (top: Node): Node[] => [top, ...(top.Plans ?? []).flatMap(flatten)];

/** Every node of the plans of what `query` sends, run with its own values. */
async function planOf(query: (db: Db) => Promise<unknown>): Promise<Node[]> {
  const sent: { text: string; values: unknown[] }[] = [];
  const logQuery = (text: string, values: unknown[]) => void sent.push({ text, values });
  await query(drizzle(cast.pool, { schema, logger: { logQuery } }));
  expect(sent).not.toEqual([]);
  const statements = sent.filter(({ text }) => !/^(begin|commit)/.test(text));
  const answers = await Promise.all(
    statements.map(({ text, values }) => cast.pool.query(`explain (analyze, format json) ${text}`, values)),
  );
  return answers.flatMap((answer) =>
    explained.parse(answer).rows.flatMap((row) => row["QUERY PLAN"].flatMap(({ Plan }) => flatten(Plan))),
  );
}

const neverCounted = { talksTo: new Date(0), notesTo: new Date(0), countedAt: null, dueAt: new Date() };

const soon = () => new Date(Date.now() + 60_000);

/** Rows that a node touched, kept or not. */
const touched = (each: Node) =>
  (each["Actual Rows"] + (each["Rows Removed by Filter"] ?? 0)) * each["Actual Loops"];

/** A list is read to the end of a span of time: of this business there are so many conversations in one at most. */
const SPAN = 20;
const LISTED = LIST_PAGE_SIZE + SPAN;

const lastSeen = { lastMessageAt: new Date(Date.now() - 4 * 24 * 60 * 60 * 1000).toISOString() };
const before = { ...lastSeen, id: "ffffffff-ffff-4fff-bfff-ffffffffffff" };

const inboxViews: [string, InboxView][] = [
  ["the inbox", EVERYTHING_OPEN],
  ["the inbox from its end", { status: "open", sort: "oldest" }],
  ["the inbox by priority", { status: "open", sort: "priority" }],
  ["what is due", { status: "open", sort: "due" }],
  ["one's own conversations", { status: "open", assignee: "me", sort: "newest" }],
  ["what nobody has taken", { status: "open", assignee: "nobody", sort: "newest" }],
  ["what is completed", { status: "completed", sort: "newest" }],
  ["what is snoozed", { status: "snoozed", sort: "oldest" }],
  ["where one is named", { status: "open", isMentioned: true, sort: "newest" }],
  ["what is unread", { status: "open", isUnread: true, sort: "newest" }],
  ["what has a tag that few have", { status: "open", tag: rareTag, sort: "newest" }],
  ["what came by mail", { status: "open", channel: "email", sort: "newest" }],
  ["one's own completed conversations", { status: "completed", assignee: "me", sort: "newest" }],
  ["what is completed by priority", { status: "completed", sort: "priority" }],
  ["what is snoozed and due", { status: "snoozed", sort: "due" }],
  ["what is archived", { status: "archived", sort: "newest" }],
];

const auditedBefore = {
  at: new Date(Date.now() - 2 * 24 * 60 * 60 * 1000).toISOString(),
  id: before.id,
};
const auditAsked: [string, () => AuditFilter][] = [
  ["of everybody", () => ({})],
  ["until a day", () => ({ until: new Date(Date.now() - 24 * 60 * 60 * 1000) })],
  ["of a kind", () => ({ kind: "message.deleted" })],
  ["of a kind that is rare", () => ({ kind: "limit.changed" })],
  ["of a person", () => ({ actorId: cast.nora.userId })],
  ["about somebody", () => ({ subjectId: cast.conversationId })],
  ["of a business", () => ({ businessId: cast.businessId })],
  ["of a kind in a business", () => ({ businessId: cast.businessId, kind: "member.added" })],
  ["of a person in a business", () => ({ businessId: cast.businessId, actorId: cast.nora.userId })],
];

describe("the cost of", () => {
  it.each<[string, number, (db: Db) => Promise<unknown>]>([
    ...inboxViews.flatMap(([name, view]): [string, number, (db: Db) => Promise<unknown>][] => [
      [name, LISTED, (db) => inboxPage(db, { ...cast, readerId: cast.sam.userId, view })],
      [
        `an old page of ${name}`,
        LISTED,
        (db) =>
          inboxPage(db, {
            ...cast,
            ...{ readerId: cast.sam.userId, view },
            before: { priority: 1, at: lastSeen.lastMessageAt, id: before.id },
          }),
      ],
    ]),
    ...inboxViews.map(([name, view]): [string, number, (db: Db) => Promise<unknown>] => [
      `the count of ${name}`,
      // Of a few times as many Postgres rather sorts all; of more it walks an index, and no further.
      4 * COUNTED_MAX,
      (db) => inboxCounts(db, { ...cast, readerId: cast.sam.userId, views: [view] }),
    ]),
    [
      "a search by name",
      1,
      (db) => conversationsNamed(db, { businessId: cast.businessId, terms: termsOf("group 4567") }),
    ],
    ["what somebody saved", 1, (db) => savedViewsOf(db, { ...cast, userId: cast.sam.userId })],
    ["a customer's chats", LISTED, (db) => chatsPage(db, { customerId: cast.maya.userId })],
    ["an old page of chats", LISTED, (db) => chatsPage(db, { customerId: cast.maya.userId, before })],
    [
      "the newest messages",
      HISTORY_PAGE_SIZE,
      (db) => historyHead(db, { ...cast, readerId: cast.maya.userId }),
    ],
    ["a page from the middle", HISTORY_PAGE_SIZE, (db) => historyPage(db, { ...cast, beforeSeq: 10_000 })],
    [
      "200 messages after one",
      200,
      (db) => messagesAfter(db, { ...cast, afterSeq: 10_000, beforeSeq: SEQ_MAX, limit: 200 }),
    ],
    ["what changed since", 20, (db) => changesSince(db, { ...cast, after: 19_980 })],
    ["what is still to be told of blocks", 1, (db) => owedBlocks(db, 50)],
    [
      "whom a customer writes to of a business",
      2,
      (db) => conversationsWith(db, { ...cast, customerId: cast.maya.userId }),
    ],
    ["saved replies", 1, (db) => repliesOf(db, cast.businessId)],
    ["the access of an agent", 1, (db) => accessTo(db, { ...cast, userId: cast.sam.userId })],
    ["a person by their sign-in", 1, (db) => personOfSession(db, session)],
    ["proposals to be done whose time is up", 50, (db) => closingsOver(db, { now: new Date(), limit: 50 })],
    ["promises whose time is up", 50, (db) => promisesOver(db, { now: new Date(), limit: 50 })],
    [
      "what happened since one looked",
      SINCE_MESSAGES_MAX,
      (db) => sinceLooked(db, { ...cast, userId: cast.sam.userId }),
    ],
    ["a visit on record", 1, (db) => recordVisit(db, { session, party: "main", room: cast.conversationId })],
    ["whoever is to be shown out", 1, (db) => visitsOver(db, 25)],
    [
      "the newest of a thread",
      HISTORY_PAGE_SIZE,
      (db) => threadPage(db, { ...threaded, beforeThreadSeq: SEQ_MAX }),
    ],
    [
      "a page from the middle of a thread",
      HISTORY_PAGE_SIZE,
      (db) => threadPage(db, { ...threaded, beforeThreadSeq: 2_500 }),
    ],
    ["what a thread grows from", 1, (db) => threadRoots(db, threaded)],
    [
      "what all threads grow from",
      THREADS_PER_CONVERSATION_MAX,
      (db) => threadRoots(db, { ...threaded, threadId: undefined }),
    ],
    [
      "all threads of a conversation",
      THREADS_PER_CONVERSATION_MAX,
      (db) => threadsOf(db, { ...threaded, readerId: cast.maya.userId }),
    ],
    ["the directory", BUSINESSES_PAGE_SIZE, (db) => listBusinesses(db, {})],
    ["a search of the directory", BUSINESSES_PAGE_SIZE, (db) => listBusinesses(db, { search: "shop 2999" })],
    [
      "a category of the directory",
      BUSINESSES_PAGE_SIZE,
      (db) => listBusinesses(db, { category: "Trade 3", after: { name: "Shop 2", id: shopId } }),
    ],
    ["all categories", 5 + 1, (db) => listCategories(db)],
    ["businesses, for admins", ADMIN_BUSINESSES_PAGE_SIZE + 1, (db) => businessesFor(db, { search: "" })],
    [
      "suspended businesses, for admins",
      ADMIN_BUSINESSES_PAGE_SIZE + 1,
      (db) => businessesFor(db, { search: "", isSuspended: true }),
    ],
    ["everybody, for admins", USERS_PAGE_SIZE + 1, (db) => usersPage(db, { search: "" })],
    ["all admins, for admins", USERS_PAGE_SIZE + 1, (db) => usersPage(db, { search: "", kind: "admin" })],
    [
      "who is suspended, for admins",
      USERS_PAGE_SIZE + 1,
      (db) => usersPage(db, { search: "", isSuspended: true }),
    ],
    [
      "people of an address, for admins",
      USERS_PAGE_SIZE + 1,
      (db) => usersPage(db, { search: "maya example" }),
    ],
    ["the sign-ins of somebody, for admins", SIGN_INS_SHOWN_MAX, (db) => signInsOf(db, cast.maya.userId)],
    ["who is invited into a team", 2, (db) => openTeamInvitations(db, cast.businessId)],
    ["an invitation into a team", 1, (db) => teamInvitation(db, cast.conversationId)],
    [
      "its end",
      1,
      (db) => revokeTeamInvitation(db, { id: cast.conversationId, businessId: cast.businessId }),
    ],
    [
      "whether somebody was taken out of a team",
      1,
      (db) => takenOutSince(db, { businessId: cast.businessId, userId: cast.sam.userId }, new Date(0)),
    ],
    ["a team", TEAM_SHOWN_MAX, (db) => teamOf(db, shopId)],
    ["whom to hand something over to", 100, (db) => colleaguesOf(db, shopId)],
    [
      "what was noted around a moment",
      HISTORY_PAGE_SIZE,
      (db) => historyAt(db, { ...cast, at: new Date().toISOString() }),
    ],
    ["how a conversation stands", 1, (db) => standingOf(db, cast.conversationId)],
    ["who changed that", 1, (db) => lastChangerOf(db, cast.conversationId)],
    ["the tags of a business", 1, (db) => tagsOf(db, cast.businessId)],
    [
      "the deletion of a tag",
      1,
      (db) => deleteTag(db, { businessId: cast.businessId, id: cast.conversationId }),
    ],
    ["who gives out in turn", 1, (db) => businessesInTurn(db, { after: null, limit: 100 })],
    ["what is to be given out", 20, (db) => waitingIn(db, { businessIds: [cast.businessId], limit: 20 })],
    ["whose turn it is", 1, (db) => inTurn(db, [{ businessId: cast.businessId, userId: cast.sam.userId }])],
    ["what was given for too long", 50, (db) => leasesOver(db, { now: new Date(), limit: 50 })],
    [
      "who of some people are members",
      1,
      (db) => membersAmong(db, [{ businessId: cast.businessId, userId: cast.sam.userId }]),
    ],
    [
      "whether somebody may know that somebody is there",
      1,
      (db) => showsPresenceTo(db, { viewerId: cast.sam.userId, userId: cast.maya.userId }),
    ],
    ["whose presence is shown", 1, (db) => shownAmong(db, [cast.sam.userId])],
    ["where somebody has been let in", 1, (db) => visitsOf(db, cast.sam.userId)],
    ["a file", 1, (db) => fileById(db, cast.conversationId)],
    ["what one has not sent yet", 1, (db) => unsentOf(db, cast.maya.userId)],
    // Each is found and then marked.
    ["what nobody sent", 2 * 100, (db) => unsentLeftovers(db, 100)],
    ["the files of deleted messages", 100, (db) => deletedLeftovers(db, 100)],
    ["a logo", 1, (db) => logoById(db, cast.conversationId)],
    // Each is found, taken hold of and then forgotten.
    ["logos that are shown no more", 3 * 100, (db) => forgetLogos(db, 100)],
    ["a logo in place of another", 1, (db) => showLogo(db, { businessId: cast.businessId, logoId: null })],
    ["what was told to everybody", POSTS_PAGE_SIZE, (db) => postsPage(db, { businessId: shopId })],
    [
      "what was told of a topic",
      POSTS_PAGE_SIZE,
      (db) => postsPage(db, { businessId: shopId, topicId: randomUUID() }),
    ],
    ["a post", 1, (db) => postOf(db, { businessId: shopId, id: cast.conversationId })],
    [
      "a file of a post",
      1,
      (db) => fileOfPost(db, { businessId: shopId, postId: cast.conversationId, id: cast.conversationId }),
    ],
    [
      "what somebody put under posts",
      1,
      (db) => ownReactions(db, { userId: cast.maya.userId, postIds: [cast.conversationId] }),
    ],
    [
      "that a post was seen",
      1,
      (db) => markRead(db, { businessId: cast.businessId, userId: cast.maya.userId, seq: 1, rev: 1 }),
    ],
    ["the removal of secrets", 1, (db) => removeSecrets(db)],
    [
      "a claim of a secret",
      1,
      (db) =>
        claimSecret(db, {
          ...{ ...cast, messageId: randomUUID(), side: "business" as const },
          ...{ userId: cast.sam.userId, deviceId: randomUUID() },
        }),
    ],
    ["what is to be told outside", MEMBERS_TOLD_MAX, (db) => tellUntold(db, { now: new Date(), limit: 1 })],
    ["jobs that are due", 10, (db) => claimJobs(db, { now: new Date(), limit: 10 })],
    // What waits behind another of its conversation is looked at, and there is no more than was asked for.
    ["what webhooks are to be told", 100, (db) => claimDeliveries(db, { now: new Date(), limit: 10 })],
    ["what bots are to be asked", 50, (db) => claimCalls(db, { now: new Date(), limit: 10 })],
    ["the bot of a business", 1, (db) => botOf(db, cast.businessId)],
    ["the webhooks of a business", 1, (db) => webhooksOf(db, cast.businessId)],
    ["the widget of a business", 1, (db) => widgetOf(db, cast.businessId)],
    ["where a chat may be shown", 1, (db) => originsOf(db, "shop-1")],
    [
      "whom a business's server names",
      1,
      (db) => personNamed(db, { ...cast, subject: "Guest 7", name: "Guest 7", email: null }),
    ],
    [
      "the log of a webhook",
      DELIVERIES_PAGE_SIZE,
      (db) => deliveriesOf(db, { webhookId, businessId: cast.businessId }),
    ],
    ["whose figures are due", 1, (db) => figuresDue(db, new Date())],
    [
      "conversations that are not counted",
      COUNTED_AT_ONCE_MAX * workStatuses.length,
      (db) => talksNotCounted(db, { ...neverCounted, businessId: cast.businessId }),
    ],
    [
      "notes that are not counted",
      COUNTED_AT_ONCE_MAX,
      (db) => notesNotCounted(db, { ...neverCounted, businessId: cast.businessId }),
    ],
    [
      "closings that are not counted",
      COUNTED_AT_ONCE_MAX,
      (db) => closedNotCounted(db, { ...neverCounted, businessId: cast.businessId }),
    ],
    [
      "the figures of a week",
      7 * 24,
      (db) => figuresOf(db, { businessId: cast.businessId, days: 7, now: new Date() }),
    ],
    [
      "how soon it answers at this hour",
      WINDOW_WEEKS * ASKED_PER_HOUR_MAX * LOOKED_AT_AROUND,
      (db) => responsivenessOf(db, { businessId: cast.businessId, timeZone: "UTC", now: new Date() }),
    ],
    [
      "how soon it answers in a week",
      // Around each question so much is looked through at most.
      ASKED_PER_WEEKS_MAX * LOOKED_AT_AROUND,
      (db) =>
        responsivenessOf(db, {
          ...{ businessId: cast.businessId, timeZone: "UTC" },
          now: new Date(Date.now() + 2 * 60 * 60 * 1000),
        }),
    ],
    ["what waits to be published", UNPUBLISHED_MAX, (db) => waitingPosts(db, cast.businessId)],
    ["the topics of a business", TOPICS_MAX, (db) => topicsOf(db, cast.businessId)],
    [
      "the end of a topic",
      100,
      (db) => removeTopic(db, { businessId: cast.businessId, id: cast.conversationId }),
    ],
    [
      "whom a post is for",
      100,
      (db) => audienceOf(db, { businessId: cast.businessId, topicId: null, authorId: cast.nora.userId }),
    ],
    ["who has seen a post", 100, (db) => viewsOf(db, { businessId: cast.businessId, seqs: [1] })],
    [
      "how far a post has come",
      100,
      (db) => reachOf(db, { businessId: cast.businessId, id: cast.conversationId, seq: 1 }),
    ],
    ["how many confirmed a post", 100, (db) => countConfirmations(db, confirmed.byFew)],
    [
      "who confirmed a post and is named",
      CONFIRMED_PAGE_SIZE,
      (db) =>
        confirmedPage(db, {
          ...confirmed.byMany,
          before: { id: randomUUID(), confirmedAt: new Date(Date.now() + 60_000).toISOString() },
        }),
    ],
    [
      "what somebody confirmed",
      1,
      (db) => ownConfirmations(db, { userId: cast.maya.userId, postIds: [confirmed.byMany.id] }),
    ],
    [
      "a confirmation",
      1,
      (db) =>
        confirmPost(db, { postId: confirmed.byMany.id, userId: cast.maya.userId, rev: 1, isNamed: true }),
    ],
    ["what readers are to be told", 10, (db) => claimTellings(db, { now: new Date(), limit: 10 })],
    ["whom somebody follows", 1, (db) => followedBy(db, cast.maya.userId)],
    [
      "how somebody follows",
      1,
      (db) => readingOf(db, { businessId: cast.businessId, userId: cast.maya.userId }),
    ],
    [
      "what is told to a reader",
      1,
      (db) => tellable(db, { postId: cast.conversationId, userId: cast.maya.userId, way: "mail", tries: 1 }),
    ],
    ["what a business keeps", 1, (db) => retentionOf(db, cast.businessId, new Date())],
    ["how long some businesses keep", 1, (db) => messageDaysOf(db, [cast.businessId])],
    ["who keeps shorter what somebody writes", 100 + SPAN, (db) => keptShorterFor(db, cast.maya.userId)],
    ["who keeps what no longer", 1, (db) => claimRetention(db, new Date())],
    ["what would go", RETENTION_COUNTED_MAX, (db) => goingBefore(db, { ...cast, before: soon() })],
    // An index leads to each as it was, too.
    ["what goes", 2 * TAKEN_AT_ONCE_MAX, (db) => takeWords(db, { ...cast, before: soon() })],
    // Of each member and the customer all sign-ins are looked at.
    ["who may have it open", 100, (db) => openAmong(db, [cast.conversationId])],
    // Of each status; where something is owed it is passed over.
    ["what is silent", 2 * 75, (db) => silentSince(db, { ...cast, before: soon(), limit: 50 })],
    ["how much is silent", 2 * 75, (db) => countSilent(db, { ...cast, before: soon(), limit: 50 })],
    ["a reply time", REPLY_TIME_ROWS_MAX, (db) => replyTimesOf(db, [cast.businessId])],
    ...auditAsked.map(([name, asked]): [string, number, (db: Db) => Promise<unknown>] => [
      `the audit trail ${name}`,
      AUDIT_PAGE_SIZE,
      (db) => auditPage(db, asked(), { limit: AUDIT_PAGE_SIZE }),
    ]),
    ...auditAsked.map(([name, asked]): [string, number, (db: Db) => Promise<unknown>] => [
      `an old page of the audit trail ${name}`,
      AUDIT_PAGE_SIZE,
      (db) => auditPage(db, asked(), { before: auditedBefore, limit: AUDIT_PAGE_SIZE }),
    ]),
    ...failureKinds.map((kind): [string, number, (db: Db) => Promise<unknown>] => [
      `what failed: ${kind}`,
      FAILURES_PAGE_SIZE + 1,
      (db) => failuresOf(db, { kind }),
    ]),
    // Of each kind there are fewer here than are counted at most.
    ["how much failed", 1_000, (db) => countFailures(db)],
    // There are five queues.
    ["how far behind everything is", 5, (db) => backlogOf(db)],
    ["what was unusual about somebody's sign-ins", 3, (db) => signInEventsOf(db, cast.maya.userId)],
    ["what would be without an owner", 1, (db) => onlyOwnedBy(db, cast.nora.userId)],
    ["whether there is another admin", 2, (db) => isOnlyAdmin(db, cast.maya.userId)],
    ["where somebody is a member", 1, (db) => businessesOf(db, cast.sam.userId)],
    ["whether rooms are still to be told", 2, (db) => hasVisits(db, cast.sam.userId)],
    ["whose account is to be erased", 1, (db) => claimErasure(db, new Date())],
    ["an erasure", 1, (db) => erasePersonal(db, { id: cast.leo.userId, email: "leo@example.com" })],
    ["where somebody took part", 1, (db) => conversationsOf(db, cast.leo.userId)],
  ])("%s is the size of its page, not of the table", async (_, pageSize, query) => {
    const nodes = await planOf(query);
    expect(nodes.filter((each) => each["Node Type"] === "Seq Scan" && touched(each) > 10)).toEqual([]);
    expect(Math.max(...nodes.map(touched))).toBeLessThanOrEqual(pageSize + 1);
  });
});
