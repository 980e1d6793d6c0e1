import { preview } from "../lib/protocol/body";
import type { Reaction } from "../lib/protocol/message";
import type { Draft } from "./draft";

/** A name makes Postgres plan a statement once per connection: planning costs more than running it. */
export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

/** The lists of rows that a statement may be given: their columns, and the rows of a draft in that order. */
const lists = {
  talks: {
    columns: `id uuid, steps int, changes int, preview text, retold text,
      sender_id uuid, sender_role text, sender_name text`,
    rowsOf: ({ talks }: Draft) =>
      Array.from(talks, ([id, { steps, changes, last, retold }]) => [
        ...[id, steps, changes, last && preview(last.body), retold],
        ...[last?.senderId, last?.senderRole, last?.senderName],
      ]),
  },
  additions: {
    columns: `id uuid, conversation_id uuid, step int, change int, kind text, body text, metadata jsonb,
      reply_to uuid, sender_id uuid, sender_role text, sender_name text`,
    rowsOf: ({ additions }: Draft) =>
      additions.map(({ id, conversationId, step, change, kind, body, metadata, replyTo, ...sender }) => [
        ...[id, conversationId, step, change, kind, body, JSON.stringify(metadata), replyTo],
        ...[sender.senderId, sender.senderRole, sender.senderName],
      ]),
  },
  joining: {
    columns: "id uuid, user_id uuid, role text",
    rowsOf: ({ joining }: Draft) =>
      joining.map(({ conversationId, userId, role }) => [conversationId, userId, role]),
  },
  marks: {
    columns: "id uuid, user_id uuid, delivered int, read int",
    rowsOf: ({ marks }: Draft) =>
      Array.from(marks.values(), (mark) => [mark.conversationId, mark.userId, mark.delivered, mark.read]),
  },
  writers: {
    columns: "id uuid, user_id uuid, step int",
    rowsOf: ({ writers }: Draft) =>
      Array.from(writers.values(), (last) => [last.conversationId, last.senderId, last.step]),
  },
  /** `body` and `gone`, whether it is deleted now, where they changed; `liked` whether there are reactions. */
  changes: {
    columns:
      "id uuid, conversation_id uuid, change int, body text, gone boolean, gone_by uuid, liked boolean",
    rowsOf: ({ changes }: Draft) =>
      Array.from(changes.values(), ({ change, before, after: { message, deletedBy } }) => [
        ...[message.id, message.conversationId, change],
        message.body === before.message.body ? null : message.body,
        message.deletedAt === before.message.deletedAt ? null : message.deletedAt !== null,
        deletedBy,
        message.reactions.length > 0,
      ]),
  },
  revisions: {
    columns: "message_id uuid, conversation_id uuid, change int, body text, edited_by uuid",
    rowsOf: ({ revisions }: Draft) =>
      revisions.map(({ messageId, conversationId, change, body, editedBy }) => [
        ...[messageId, conversationId, change, body, editedBy],
      ]),
  },
  reacting: {
    columns: "message_id uuid, conversation_id uuid, user_id uuid, emoji text, name text",
    rowsOf: (draft: Draft) => difference(draft, "after", "before"),
  },
  unreacting: {
    columns: "message_id uuid, conversation_id uuid, user_id uuid, emoji text, name text",
    rowsOf: (draft: Draft) => difference(draft, "before", "after"),
  },
} satisfies Record<string, { columns: string; rowsOf: (draft: Draft) => unknown[][] }>;
type ListName = keyof typeof lists;

/** The reactions that messages have at the one end of a batch and not at the other. */
function difference({ changes }: Draft, one: "before" | "after", other: "before" | "after"): string[][] {
  const isThere = (reactions: Reaction[], emoji: string, userId: string) =>
    reactions.some((each) => each.emoji === emoji && each.people.some((person) => person.userId === userId));
  return [...changes.values()].flatMap(({ [one]: { message }, [other]: { message: beside } }) =>
    message.reactions.flatMap(({ emoji, people }) =>
      people
        .filter(({ userId }) => !isThere(beside.reactions, emoji, userId))
        .map(({ userId, name }) => [message.id, message.conversationId, userId, emoji, name]),
    ),
  );
}

const names = Object.keys(lists) as ListName[];
const texts = new Map<string, string>();

/**
 * What Postgres is asked for a draft; nothing where there is nothing to store. Most batches, while there is time, hold
 * one message or mark: their lists are rows of constants, which Postgres stores in half the time it takes over arrays.
 */
export function statementFor(draft: Draft): Statement | undefined {
  const given = names
    .map((name): { name: ListName; rows: unknown[][] } => ({ name, rows: lists[name].rowsOf(draft) }))
    .filter(({ rows }) => rows.length > 0);
  if (given.length === 0) return undefined;
  const isOne = given.every(({ rows }) => rows.length === 1);
  const name = ["append", isOne ? "one" : "many", ...given.map((list) => list.name)].join(" ");
  const text =
    texts.get(name) ??
    textOf(
      new Sources(
        given.map((list) => list.name),
        isOne,
      ),
    );
  texts.set(name, text);
  return { name, text, values: given.flatMap(({ rows }) => (isOne ? rows.flat() : columnsOf(rows))) };
}

function columnsOf(rows: unknown[][]): unknown[][] {
  return (rows[0] ?? []).map((_, n) => rows.map((row) => row[n] ?? null));
}

/** The lists as tables to select from, each with its share of the numbered values. */
class Sources {
  readonly #tables = new Map<ListName, string>();

  constructor(
    given: ListName[],
    readonly isOne: boolean,
  ) {
    let value = 0;
    for (const name of given) {
      const columns = lists[name].columns.split(",").map((column) => column.trim().split(" "));
      const values = columns.map(([, type]) => {
        value += 1;
        return isOne ? `$${value}::${type}` : `$${value}::${type}[]`;
      });
      const rows = isOne ? `(values (${values.join(", ")}))` : `unnest(${values.join(", ")})`;
      this.#tables.set(name, `${rows} as ${name} (${columns.map(([column]) => column).join(", ")})`);
    }
  }

  has(name: ListName): boolean {
    return this.#tables.has(name);
  }

  of(name: ListName): string {
    return this.#tables.get(name) ?? "";
  }
}

/**
 * A part is there when it has something to do: `grown` the counters moved, and what a list shows of a conversation ·
 * `stored` the messages · `changed` those that were there, `revised` what they said before, `reacted` and `unreacted` ·
 * `joined` new participants · `seen` marks and what they are of · `marked` the watermarks, of writers, who have read up
 * to what they write, and those asked for.
 *
 * The answers have the columns `is`, `id` of the conversation, `one` and `other`, `x` and `y`, `at`: of a `talk` whose
 * it is and the numbers before this batch, of a `seen` whose it is, of a `mark` whose mark and how far.
 */
function textOf(sources: Sources): string {
  const parts: string[] = [];
  const marked: string[] = [];
  const answers: string[] = [];
  if (sources.has("talks")) {
    parts.push(grown(sources));
    if (sources.has("additions")) parts.push(stored(sources));
    if (sources.has("changes")) parts.push(changed(sources));
    if (sources.has("revisions")) parts.push(revised(sources));
    if (sources.has("reacting")) parts.push(reacted(sources));
    if (sources.has("unreacting")) parts.push(unreacted(sources));
    answers.push(
      "select 'talk' as is, id, business_id as one, customer_id as other, seq as x, rev as y from grown",
    );
  }
  if (sources.has("joining")) parts.push(joined(sources));
  if (sources.has("marks")) {
    parts.push(seen(sources));
    marked.push("select id, user_id, least(delivered, last_seq), least(read, last_seq) from seen");
    answers.push(
      "select 'seen' as is, id, business_id as one, customer_id as other, 0 as x, 0 as y from seen",
    );
    answers.push("select 'mark', conversation_id, user_id, null, delivered_seq, read_seq from marked");
  }
  if (sources.has("writers")) marked.push(written(sources));
  if (marked.length > 0) parts.push(markedBy(marked.join("\n  union all\n  ")));
  return `with ${parts.join(", ")}
select *, (extract(epoch from now()::timestamptz(3)) * 1000)::float8 as at from (${answers.join("\nunion all ")}) as answer`;
}

/** The plan may be made while the tables are small: `any` holds it to looking each conversation up in an index. */
function grown(sources: Sources): string {
  return `grown as (
  update conversations c set
    last_seq = c.last_seq + steps,
    rev = c.rev + changes,
    last_message_at = case when preview is null then c.last_message_at else now() end,
    last_preview = coalesce(preview, retold, c.last_preview),
    last_sender_id = coalesce(sender_id, c.last_sender_id),
    last_sender_role = coalesce(sender_role, c.last_sender_role),
    last_sender_name = coalesce(sender_name, c.last_sender_name)
  from ${sources.of("talks")}
  where c.id = talks.id${sources.isOne ? "" : " and c.id = any ($1::uuid[])"}
  returning c.id, c.business_id, c.customer_id, c.last_seq - steps as seq, c.rev - changes as rev
)`;
}

function stored(sources: Sources): string {
  return `stored as (
  insert into messages
    (id, conversation_id, seq, rev, kind, body, metadata, reply_to, sender_id, sender_role, sender_name)
  select additions.id, grown.id, seq + step, rev + change, kind, body, metadata, reply_to,
    sender_id, sender_role, sender_name
  from ${sources.of("additions")} join grown on grown.id = conversation_id
)`;
}

/** Several changes of one message are one here, with the number of the last. */
function changed(sources: Sources): string {
  return `changed as (
  update messages m set
    rev = grown.rev + change,
    body = coalesce(changes.body, m.body),
    edited_at = case when changes.body is null then m.edited_at else now() end,
    deleted_at = case when gone is null then m.deleted_at when gone then now() end,
    deleted_by = case when gone is null then m.deleted_by else gone_by end,
    is_reacted = m.is_reacted or liked
  from ${sources.of("changes")} join grown on grown.id = conversation_id
  where m.id = changes.id and m.conversation_id = grown.id
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

function joined(sources: Sources): string {
  return `joined as (
  insert into participants (conversation_id, user_id, role)
  select joining.id, user_id, role from ${sources.of("joining")} join grown on grown.id = joining.id
  on conflict do nothing
)`;
}

function seen(sources: Sources): string {
  return `seen as (
  select marks.*, c.business_id, c.customer_id, c.last_seq
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
