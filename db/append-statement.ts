import { preview } from "../lib/protocol/message";
import type { Draft } from "./draft";

/** A name makes Postgres plan a statement once per connection: planning costs more than running it. */
export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

/**
 * What Postgres is asked for a draft; nothing where there is nothing to store. A part is there when it has something
 * to do: `grown` the counters moved, and what a list shows of a conversation · `stored` the messages · `joined` new
 * participants · `seen` marks and what they are of · `marked` the watermarks, of writers, who have read up to what
 * they write, and those asked for.
 *
 * The answers have the columns `is`, `id` of the conversation, `one` and `other`, `x` and `y`, `at`: of a `talk` whose
 * it is and the numbers before this batch, of a `seen` whose it is, of a `mark` whose mark and how far.
 */
export function statementFor(draft: Draft): Statement | undefined {
  const { additions, talks, writers, marks, joining } = draft;
  const list = new Lists(additions.length <= 1 && marks.size <= 1 && joining.length <= 1);
  const parts = new Map<string, string>();
  const marked: string[] = [];
  const answers: string[] = [];
  if (talks.size > 0) {
    parts.set("grown", grown(list, draft)).set("stored", stored(list, draft));
    answers.push(
      "select 'talk' as is, id, business_id as one, customer_id as other, seq as x, rev as y from grown",
    );
  }
  if (joining.length > 0) parts.set("joined", joined(list, draft));
  if (marks.size > 0) {
    parts.set("seen", seen(list, draft));
    marked.push("select id, user_id, least(delivered, last_seq), least(read, last_seq) from seen");
    answers.push(
      "select 'seen' as is, id, business_id as one, customer_id as other, 0 as x, 0 as y from seen",
    );
    answers.push("select 'mark', conversation_id, user_id, null, delivered_seq, read_seq from marked");
  }
  if (writers.size > 0) marked.push(written(list, draft));
  if (marked.length > 0) parts.set("marked", markedBy(marked.join("\n  union all\n  ")));
  if (parts.size === 0) return undefined;
  const text = [...parts].map(([name, part]) => `${name} as (${part})`).join(", ");
  return {
    name: ["append", list.isOne ? "one" : "many", ...parts.keys(), `${marked.length}`].join(" "),
    text: `with ${text}\nselect *, now()::timestamptz(3) as at from (${answers.join("\nunion all ")}) as answer`,
    values: list.values,
  };
}

/** The plan may be made while the tables are small: `any` holds it to looking each conversation up in an index. */
function grown(list: Lists, { talks }: Draft): string {
  const rows = [...talks].map(([id, { steps, last }]) => [
    ...[id, steps, last && preview(last.body)],
    ...[last?.senderId, last?.senderRole, last?.senderName],
  ]);
  return `
  update conversations c set
    last_seq = c.last_seq + t.steps,
    rev = c.rev + t.steps,
    last_message_at = case when t.preview is null then c.last_message_at else now() end,
    last_preview = coalesce(t.preview, c.last_preview),
    last_sender_id = coalesce(t.sender_id, c.last_sender_id),
    last_sender_role = coalesce(t.sender_role, c.last_sender_role),
    last_sender_name = coalesce(t.sender_name, c.last_sender_name)
  from ${list.of("t", "id uuid, steps int, preview text, sender_id uuid, sender_role text, sender_name text", rows)}
  where c.id = t.id${list.isOne ? "" : " and c.id = any ($1::uuid[])"}
  returning c.id, c.business_id, c.customer_id, c.last_seq - t.steps as seq, c.rev - t.steps as rev`;
}

function stored(list: Lists, { additions }: Draft): string {
  const rows = additions.map(({ id, conversationId, step, kind, body, metadata, ...sender }) => [
    ...[id, conversationId, step, kind, body, JSON.stringify(metadata)],
    ...[sender.senderId, sender.senderRole, sender.senderName],
  ]);
  const columns = `id uuid, conversation_id uuid, step int, kind text, body text, metadata jsonb,
    sender_id uuid, sender_role text, sender_name text`;
  return `
  insert into messages (id, conversation_id, seq, rev, kind, body, metadata, sender_id, sender_role, sender_name)
  select m.id, g.id, g.seq + m.step, g.rev + m.step, m.kind, m.body, m.metadata, m.sender_id, m.sender_role,
    m.sender_name
  from ${list.of("m", columns, rows)} join grown g on g.id = m.conversation_id`;
}

function joined(list: Lists, { joining }: Draft): string {
  const rows = joining.map(({ conversationId, userId, role }) => [conversationId, userId, role]);
  return `
  insert into participants (conversation_id, user_id, role)
  select j.id, j.user_id, j.role from ${list.of("j", "id uuid, user_id uuid, role text", rows)}
  join grown g on g.id = j.id
  on conflict do nothing`;
}

function seen(list: Lists, { marks }: Draft): string {
  const rows = [...marks.values()].map((mark) => [
    mark.conversationId,
    mark.userId,
    mark.delivered,
    mark.read,
  ]);
  return `
  select r.*, c.business_id, c.customer_id, c.last_seq
  from ${list.of("r", "id uuid, user_id uuid, delivered int, read int", rows)} cross join lateral
    (select * from conversations where id = r.id limit 1) c`;
}

function written(list: Lists, { writers }: Draft): string {
  const rows = [...writers.values()].map((last) => [last.conversationId, last.senderId, last.step]);
  return `select g.id, w.user_id, g.seq + w.step, g.seq + w.step
  from ${list.of("w", "id uuid, user_id uuid, step int", rows)} join grown g on g.id = w.id`;
}

function markedBy(marks: string): string {
  return `
  insert into receipts (conversation_id, user_id, delivered_seq, read_seq)
  ${marks}
  on conflict (conversation_id, user_id) do update set
    delivered_seq = greatest(receipts.delivered_seq, excluded.delivered_seq),
    read_seq = greatest(receipts.read_seq, excluded.read_seq)
  where excluded.delivered_seq > receipts.delivered_seq or excluded.read_seq > receipts.read_seq
  returning conversation_id, user_id, delivered_seq, read_seq`;
}

/**
 * The lists of rows a statement is given, as tables to select from. Most batches, while there is time, hold one
 * message or mark: rows of constants, which Postgres stores in half the time that it takes over arrays.
 */
class Lists {
  readonly values: unknown[] = [];

  constructor(readonly isOne: boolean) {}

  /** `columns` are names with their types; `rows` hold their values in that order. */
  of(name: string, columns: string, rows: unknown[][]): string {
    const typed = columns.split(",").map((column) => column.trim().split(" "));
    const names = typed.map(([column]) => column).join(", ");
    const types = typed.map(([, type]) => type);
    const value = (type: string | undefined, n: number) => `$${this.values.length + n + 1}::${type}`;
    if (this.isOne) {
      const text = `(values (${types.map(value).join(", ")})) as ${name} (${names})`;
      this.values.push(...(rows[0] ?? []));
      return text;
    }
    const text = `unnest(${types.map((type, n) => `${value(type, n)}[]`).join(", ")}) as ${name} (${names})`;
    this.values.push(...types.map((_, n) => rows.map((row) => row[n] ?? null)));
    return text;
  }
}
