import { preview } from "../lib/protocol/message";
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
    columns: "id uuid, steps int, preview text, sender_id uuid, sender_role text, sender_name text",
    rowsOf: ({ talks }: Draft) =>
      Array.from(talks, ([id, { steps, last }]) => [
        ...[id, steps, last && preview(last.body)],
        ...[last?.senderId, last?.senderRole, last?.senderName],
      ]),
  },
  additions: {
    columns: `id uuid, conversation_id uuid, step int, kind text, body text, metadata jsonb,
      sender_id uuid, sender_role text, sender_name text`,
    rowsOf: ({ additions }: Draft) =>
      additions.map(({ id, conversationId, step, kind, body, metadata, ...sender }) => [
        ...[id, conversationId, step, kind, body, JSON.stringify(metadata)],
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
} as const;
type ListName = keyof typeof lists;

const names = Object.keys(lists) as ListName[];
const texts = new Map<string, string>();

/**
 * What Postgres is asked for a draft; nothing where there is nothing to store. Most batches, while there is time, hold
 * one message or mark: their lists are rows of constants, which Postgres stores in half the time it takes over arrays.
 */
export function statementFor(draft: Draft): Statement | undefined {
  const given = names
    .map((name) => ({ name, rows: lists[name].rowsOf(draft) as unknown[][] }))
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
 * `stored` the messages · `joined` new participants · `seen` marks and what they are of · `marked` the watermarks, of
 * writers, who have read up to what they write, and those asked for.
 *
 * The answers have the columns `is`, `id` of the conversation, `one` and `other`, `x` and `y`, `at`: of a `talk` whose
 * it is and the numbers before this batch, of a `seen` whose it is, of a `mark` whose mark and how far.
 */
function textOf(sources: Sources): string {
  const parts: string[] = [];
  const marked: string[] = [];
  const answers: string[] = [];
  if (sources.has("talks")) {
    parts.push(grown(sources), stored(sources));
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
    rev = c.rev + steps,
    last_message_at = case when preview is null then c.last_message_at else now() end,
    last_preview = coalesce(preview, c.last_preview),
    last_sender_id = coalesce(sender_id, c.last_sender_id),
    last_sender_role = coalesce(sender_role, c.last_sender_role),
    last_sender_name = coalesce(sender_name, c.last_sender_name)
  from ${sources.of("talks")}
  where c.id = talks.id${sources.isOne ? "" : " and c.id = any ($1::uuid[])"}
  returning c.id, c.business_id, c.customer_id, c.last_seq - steps as seq, c.rev - steps as rev
)`;
}

function stored(sources: Sources): string {
  return `stored as (
  insert into messages (id, conversation_id, seq, rev, kind, body, metadata, sender_id, sender_role, sender_name)
  select additions.id, grown.id, seq + step, rev + step, kind, body, metadata, sender_id, sender_role, sender_name
  from ${sources.of("additions")} join grown on grown.id = conversation_id
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
