import { RESTORE_WITHIN_MS } from "../lib/ledger";
import { SECRET_OPEN_AGAIN_SECONDS } from "../lib/secret";
import { type ListName, lists, Sources } from "./append-lists";
import { reseated } from "./append-seats";
import { due, stepped, withPeople, worked } from "./append-work";
import type { Draft } from "./desk";

/** A name makes Postgres plan a statement once per connection: planning costs more than running it. */
export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

const names = Object.keys(lists) as ListName[];
const DIGITS = 36;
const texts = new Map<string, string>();

/**
 * What Postgres is asked for a draft; nothing where there is nothing to store. Most batches, while there is time, hold
 * one message or mark: their lists are rows of constants, which Postgres stores in half the time it takes over arrays.
 */
export function statementFor(draft: Draft): Statement | undefined {
  const given: ListName[] = [];
  const rowsOf: unknown[][][] = [];
  // A digit for each list: Postgres cuts longer names off, and would take one statement for another.
  let digits = "";
  let isOne = true;
  for (const [n, list] of names.entries()) {
    const rows = lists[list].rowsOf(draft);
    if (rows.length === 0) continue;
    given.push(list);
    rowsOf.push(rows);
    digits += n.toString(DIGITS);
    isOne &&= rows.length === 1;
  }
  if (given.length === 0) return undefined;
  const name = `append ${isOne ? "one" : "many"} ${digits}`;
  const text = texts.get(name) ?? textOf(new Sources(given, isOne));
  texts.set(name, text);
  const values: unknown[] = [];
  for (const rows of rowsOf) values.push(...(isOne ? (rows[0] ?? []) : columnsOf(rows)));
  return { name, text, values };
}

function columnsOf(rows: unknown[][]): unknown[][] {
  return (rows[0] ?? []).map((_, n) => rows.map((row) => row[n] ?? null));
}

/**
 * A part is there when it has something to do: `grown` the counters moved, and what a list shows of a conversation ·
 * `untelling` that outside the rooms somebody is to be told ·
 * `branched` threads opened or grown · `stored` the messages, `claimed` their files, `mentioned` whom they name ·
 * `proposing`, `closed`, `promising` and `settled` what is kept of closings and promises · `changed` those that were there,
 * `removed` when secrets among them are, `revised` what they said before, `reacted` and `unreacted` · `joined`, `left` and `ranked` participants · `audited`
 * what the audit trail tells of · `seen` marks and what they are of · `marked` the watermarks, of writers, who have read up to what they write, and those asked for ·
 * `glanced` the same of threads.
 *
 * The answers have the columns `is`, `id`, `one` and `other`, `many`, `x` and `y`, `at`: of a `talk` the conversation,
 * whose it is, the customers of a group, and the numbers before this batch; of a `thread` how many messages it had; of a
 * `seen` whose it is, of a `mark` whose mark and how far, of a `glance` the thread, whose it is and how far.
 */
function textOf(sources: Sources): string {
  const parts: string[] = [];
  const marked: string[] = [];
  const answers: string[] = [];
  if (sources.has("talks")) {
    parts.push(grown(sources), UNTOLD);
    if (hasThreads(sources)) {
      parts.push(branched(sources));
      answers.push("select 'thread', id, null, null, null, seq, 0 from branched");
    }
    if (sources.has("additions")) parts.push(stored(sources));
    parts.push(...stepped(sources));
    if (sources.has("claims")) parts.push(claimed(sources));
    if (sources.has("namings")) parts.push(mentioned(sources));
    if (sources.has("changes")) parts.push(changed(sources));
    if (sources.has("removals")) parts.push(removed(sources));
    if (sources.has("revisions")) parts.push(revised(sources));
    if (sources.has("reacting")) parts.push(reacted(sources));
    if (sources.has("unreacting")) parts.push(unreacted(sources));
    parts.push(...reseated(sources));
    if (sources.has("audits")) parts.push(audited(sources));
    if (sources.has("stirs"))
      answers.push("select 'owed', id, null, null, null, 0, 0 from grown where is_wake_owed");
    answers.unshift(`select 'talk' as is, id, business_id as one, customer_id as other, customers as many,
      seq as x, rev as y from grown`);
  }
  if (sources.has("glances")) {
    parts.push(glanced(sources));
    answers.push(
      "select 'glance' as is, thread_id as id, user_id as one, null::uuid as other, null::uuid[] as many, read as x, 0 as y from glanced",
    );
  }
  if (sources.has("marks")) {
    parts.push(seen(sources));
    marked.push("select id, user_id, least(delivered, last_seq), least(read, last_seq) from seen");
    answers.push(
      "select 'seen' as is, id, business_id as one, customer_id as other, customers as many, 0 as x, 0 as y from seen",
    );
    answers.push("select 'mark', conversation_id, user_id, null, null, delivered_seq, read_seq from marked");
  }
  if (sources.has("writers")) marked.push(written(sources));
  if (marked.length > 0) parts.push(markedBy(marked.join("\n  union all\n  ")));
  return `with ${parts.join(", ")}
select *, (extract(epoch from now()::timestamptz(3)) * 1000)::float8 as at from (${answers.join("\nunion all ")}) as answer`;
}

/** Of a group; of a direct conversation its one customer is known. */
const CUSTOMERS_OF_C = `case when c.kind = 'group' then array(
    select p.user_id from participants p where p.conversation_id = c.id and p.role = 'customer') end as customers`;

/** Another process may have stored something since it was looked at: division by zero then fails the statement. */
const OR_FAIL = " / coalesce((judged.seq = c.last_seq)::int, 1)";

/** The plan may be made while the tables are small: `any` holds it to looking each conversation up in an index. */
function grown(sources: Sources): string {
  return `grown as (
  update conversations c set
    last_seq = c.last_seq + talks.steps${sources.has("judged") ? OR_FAIL : ""},
    rev = c.rev + changes,
    members = c.members + talks.members,
    title = coalesce(talks.title, c.title),
    is_with_people = ${withPeople(sources)},
    last_message_at = case when preview is null then c.last_message_at else now() end,
    last_preview = coalesce(preview, retold, c.last_preview),
    last_sort = coalesce(sort, retold_sort, c.last_sort),
    last_sender_id = coalesce(sender_id, c.last_sender_id),
    last_sender_role = coalesce(sender_role, c.last_sender_role),
    last_sender_name = coalesce(sender_name, c.last_sender_name)${due(sources)}${worked(sources)}
  from ${sources.of("talks")}
  ${sources.besideTalks("works", "dues", "stirs", "judged")}
  where c.id = talks.id${sources.isOne ? "" : " and c.id = any ($1::uuid[])"}
  returning c.id, c.business_id, c.customer_id, ${CUSTOMERS_OF_C}, c.last_seq - talks.steps as seq,
    c.rev - changes as rev, c.is_wake_owed
)`;
}

/** The row of the conversation is held already: who tells outside takes its mark away under the same lock. */
const UNTOLD = `untelling as (
  insert into untold_conversations (conversation_id) select id from grown on conflict do nothing
)`;

function hasThreads(sources: Sources): boolean {
  return sources.has("openings") || sources.has("replies");
}

/** The row of the conversation is held already, so nobody else counts. */
function branched(sources: Sources): string {
  const opened = `insert into threads (id, conversation_id, message_id, title, created_by, last_at, replies)
    select openings.id, conversation_id, message_id, title, created_by,
      case when steps > 0 then now() else openings.last_at end, steps
    from ${sources.of("openings")} join grown on grown.id = conversation_id
    returning id, 0 as seq`;
  const replied = `update threads t set replies = t.replies + steps, last_at = now()
    from ${sources.of("replies")} join grown on grown.id = conversation_id
    where t.id = replies.id and t.conversation_id = grown.id
    returning t.id, t.replies - steps as seq`;
  const parts = [
    ...(sources.has("openings") ? [`opened as (${opened})`] : []),
    ...(sources.has("replies") ? [`replied as (${replied})`] : []),
  ];
  const both = parts.map((part) => `select id, seq from ${part.split(" ")[0]}`);
  return `${parts.join(", ")}, branched as (${both.join(" union all ")})`;
}

/** In one order, so that two statements with the same ids wait for each other at most, and never both. */
function stored(sources: Sources): string {
  return `stored as (
  insert into messages
    (id, conversation_id, business_id, seq, rev, kind, body, metadata, reply_to, thread_id, thread_seq,
      sender_id, sender_role, sender_name)
  select additions.id, grown.id, grown.business_id, grown.seq + step, rev + change, kind, body, metadata, reply_to,
    thread_id, ${hasThreads(sources) ? "branched.seq + thread_step" : "null::int"},
    sender_id, sender_role, sender_name
  from ${sources.of("additions")} join grown on grown.id = conversation_id
  ${hasThreads(sources) ? "left join branched on branched.id = thread_id" : ""}
  ${sources.isOne ? "" : "order by additions.id"}
)`;
}

function claimed(sources: Sources): string {
  return `claimed as (
  update attachments a set message_id = claims.message_id, place = claims.place
  from ${sources.of("claims")} join grown on grown.id = conversation_id
  where a.id = claims.id and a.conversation_id = grown.id and a.uploader_id = claims.uploader_id
    and a.message_id is null
)`;
}

function mentioned(sources: Sources): string {
  return `mentioned as (
  insert into mentions (user_id, business_id, conversation_id, message_id)
  select user_id, grown.business_id, parent_id, message_id
  from ${sources.of("namings")} join grown on grown.id = namings.id
)`;
}

/** Several changes of one message are one here, with the number of the last. */
function changed(sources: Sources): string {
  return `changed as (
  update messages m set
    rev = grown.rev + change,
    body = coalesce(changes.body, m.body),
    metadata = coalesce(changes.metadata, m.metadata),
    edited_at = case when changes.body is null then m.edited_at else now() end,
    deleted_at = case when gone is null then m.deleted_at when gone then now() end,
    deleted_by = case when gone is null then m.deleted_by else gone_by end,
    is_reacted = m.is_reacted or liked
  from ${sources.of("changes")} join grown on grown.id = conversation_id
  where m.id = changes.id and m.conversation_id = grown.id
)`;
}

/** What cannot be opened any more is removed as soon as nothing can bring it back. */
function removed(sources: Sources): string {
  return `removed as (
  update secrets s set remove_at = case
    when gone then least(remove_at, now() + interval '${RESTORE_WITHIN_MS} ms')
    when opened then opened_at + interval '${SECRET_OPEN_AGAIN_SECONDS} s'
    else expires_at end
  from ${sources.of("removals")} join grown on grown.id = conversation_id
  where s.id = removals.id
)`;
}

function revised(sources: Sources): string {
  return `revised as (
  insert into message_revisions (message_id, rev, body, edited_by)
  select message_id, rev + change, body, edited_by
  from ${sources.of("revisions")} join grown on grown.id = conversation_id
)`;
}

function reacted(sources: Sources): string {
  return `reacted as (
  insert into reactions (message_id, user_id, emoji, name)
  select message_id, user_id, emoji, name from ${sources.of("reacting")} join grown on grown.id = conversation_id
  on conflict do nothing
)`;
}

function unreacted(sources: Sources): string {
  return `unreacted as (
  delete from reactions r using ${sources.of("unreacting")} join grown on grown.id = conversation_id
  where r.message_id = unreacting.message_id and r.user_id = unreacting.user_id and r.emoji = unreacting.emoji
)`;
}

/** Part of no statement that only sends: see docs/decisions/2026-11-22-the-audit-trail.md. */
function audited(sources: Sources): string {
  return `audited as (
  insert into audit_entries (actor_id, actor_name, actor_role, business_id, kind, subject_id, detail)
  select actor_id, actor_name, actor_role, grown.business_id,
    case when c.kind = 'broadcast' then replace(audits.kind, 'message.', 'post.') else audits.kind end,
    subject_id, detail || jsonb_build_object('conversationId', coalesce(c.parent_id, c.id))
  from ${sources.of("audits")} join grown on grown.id = conversation_id join conversations c on c.id = grown.id
)`;
}

function seen(sources: Sources): string {
  return `seen as (
  select marks.*, c.business_id, c.customer_id, ${CUSTOMERS_OF_C}, c.last_seq
  from ${sources.of("marks")} cross join lateral (select * from conversations where id = marks.id limit 1) c
)`;
}

function written(sources: Sources): string {
  return `select grown.id, user_id, seq + step, seq + step
  from ${sources.of("writers")} join grown on grown.id = writers.id`;
}

function markedBy(marks: string): string {
  return `marked as (
  insert into receipts (conversation_id, user_id, delivered_seq, read_seq)
  ${marks}
  on conflict (conversation_id, user_id) do update set
    delivered_seq = greatest(receipts.delivered_seq, excluded.delivered_seq),
    read_seq = greatest(receipts.read_seq, excluded.read_seq)
  where excluded.delivered_seq > receipts.delivered_seq or excluded.read_seq > receipts.read_seq
  returning conversation_id, user_id, delivered_seq, read_seq
)`;
}

/** Whoever writes in a thread has read up to there; a thread has no more to read than it holds. */
function glanced(sources: Sources): string {
  const own = hasThreads(sources);
  return `glanced as (
  insert into thread_reads (conversation_id, thread_id, user_id, read)
  select glances.conversation_id, thread_id, user_id, coalesce(${own ? "branched.seq + step, " : ""}least(read, t.replies))
  from ${sources.of("glances")}
  ${own ? "left join branched on branched.id = thread_id and step is not null" : ""}
  left join threads t on t.id = thread_id and t.conversation_id = glances.conversation_id and step is null
  where ${own ? "branched.id is not null or " : ""}t.id is not null
  on conflict (conversation_id, thread_id, user_id) do update set read = excluded.read
  where excluded.read > thread_reads.read
  returning thread_id, user_id, read
)`;
}
