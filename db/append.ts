import type { VercelPool } from "@vercel/postgres";
import { z } from "zod/mini";
import { assert, unreachable } from "../lib/assert";
import type { Outcome } from "../lib/ledger";
import type { Receipt } from "../lib/protocol/event";
import { abridge, type Message, preview } from "../lib/protocol/message";
import { type Addition, type Append, type Draft, draftOf, type Fate, type Known, seatOf } from "./draft";
import { isTaken } from "./failure";
import { type MessageRow, toMessage } from "./message-row";

export type { Append } from "./draft";

export interface Appended {
  outcome: Outcome;
  /** Whose lists show the conversation; null where there is no such conversation. */
  business: string | null;
  customer: string | null;
}

const nothing: Known = { messages: new Map(), participants: new Set() };

/**
 * Stores a batch of many conversations in one statement and numbers it. The update that moves a
 * conversation's counters holds its row, so `seq` and `rev` are dense and nobody sees them out of order.
 * What became of each entry comes back in the order of the batch.
 *
 * A message id that is taken takes no number: the same sender in the same conversation gets the first
 * row back, anyone else a `conflict`. Nearly all ids are new, so they are not looked up before the primary
 * key has failed the statement. If somebody else commits such an id between looking and storing, it fails
 * again and is thrown; running all of it again is then safe, and gives the right answer.
 */
export async function append(pool: VercelPool, batch: Append[]): Promise<Appended[]> {
  if (batch.some(({ entry }) => entry.op === "join")) return store(pool, batch, await knownOf(pool, batch));
  try {
    return await store(pool, batch, nothing);
  } catch (error) {
    if (!isTaken(error)) throw error;
    return store(pool, batch, await knownOf(pool, batch));
  }
}

async function store(pool: VercelPool, batch: Append[], known: Known): Promise<Appended[]> {
  const draft = draftOf(batch, known);
  const text = draft.joining.length > 0 ? joiningStatement : statement;
  // A name makes Postgres plan it once per connection: planning costs more than running it.
  const { rows } = await pool.query({ name: `append ${text.length}`, text, values: valuesOf(draft) });
  const stored = new Stored(rows.map((row) => answer.parse(row)));
  return batch.map((asked, n) => {
    const fate = draft.fates[n];
    assert(fate, "every entry has a fate");
    return stored.appended(asked, fate);
  });
}

/** Ids that are taken, and who takes part already, of what a batch asks for. */
async function knownOf(pool: VercelPool, batch: Append[]): Promise<Known> {
  const ids = batch.flatMap(({ entry }) => (entry.op === "message" ? [entry.id] : []));
  const joining = batch.filter(({ entry }) => entry.op === "join");
  const { rows: messages } = await pool.query<MessageRow>(
    `
    select m.id, conversation_id as "conversationId", seq, rev, kind, sender_id as "senderId",
      sender_role as "senderRole", sender_name as "senderName", body, metadata, created_at as "createdAt"
    from unnest($1::uuid[]) as e (id) cross join lateral (select * from messages m where m.id = e.id limit 1) m`,
    [ids],
  );
  const { rows: participants } = await pool.query<{ conversationId: string; userId: string }>(
    `
    select conversation_id as "conversationId", user_id as "userId" from participants
    where (conversation_id, user_id) in (select * from unnest($1::uuid[], $2::uuid[]))`,
    [joining.map(({ conversationId }) => conversationId), joining.map(({ entry }) => entry.userId)],
  );
  return {
    messages: new Map(messages.map((row) => [row.id, abridge(toMessage(row))])),
    participants: new Set(participants.map(({ conversationId, userId }) => seatOf(conversationId, userId))),
  };
}

/** `talk` and `seen` are conversations that got messages, or only marks; `one` and `other` are whose they are. */
const answer = z.object({
  is: z.enum(["talk", "seen", "mark"]),
  id: z.string(),
  one: z.string(),
  other: z.nullable(z.string()),
  x: z.int(),
  y: z.int(),
  at: z.date(),
});
type Answer = z.infer<typeof answer>;

/** What the statement answered, and what that makes of each entry. */
class Stored {
  readonly #talks = new Map<string, Answer>();
  readonly #marks = new Map<string, Receipt>();

  constructor(answers: Answer[]) {
    for (const each of answers) {
      const { is, id, one: userId, x: delivered, y: read } = each;
      if (is === "mark") this.#marks.set(seatOf(id, userId), { userId, delivered, read });
      else if (is === "talk" || !this.#talks.has(id)) this.#talks.set(id, each);
    }
  }

  appended(asked: Append, fate: Fate): Appended {
    const talk = this.#talks.get(asked.conversationId);
    const outcome = this.#outcome(asked, fate);
    return { outcome, business: talk?.one ?? null, customer: talk?.other ?? null };
  }

  #outcome(asked: Append, fate: Fate): Outcome {
    switch (fate.is) {
      case "added": {
        const message = this.#message(fate.addition);
        return message ? { is: "stored", message } : { is: "refused", code: "not-found" };
      }
      case "again": {
        const message = this.#message(fate.addition);
        return message ? repeatOf(asked, message) : { is: "refused", code: "not-found" };
      }
      case "known":
        return repeatOf(asked, fate.message);
      case "marked": {
        const receipt = this.#marks.get(fate.seat);
        if (!this.#talks.has(asked.conversationId)) return { is: "refused", code: "not-found" };
        return receipt ? { is: "marked", receipt } : { is: "unchanged" };
      }
      case "unchanged":
        return { is: "unchanged" };
      default:
        return unreachable(fate);
    }
  }

  #message({ step, ...said }: Addition): Message | undefined {
    const talk = this.#talks.get(said.conversationId);
    if (talk?.is !== "talk") return undefined;
    return abridge(toMessage({ ...said, seq: talk.x + step, rev: talk.y + step, createdAt: talk.at }));
  }
}

function repeatOf({ conversationId, entry }: Append, message: Message): Outcome {
  const isOwn = message.conversationId === conversationId && message.senderId === entry.userId;
  return isOwn ? { is: "repeat", message } : { is: "refused", code: "conflict" };
}

function valuesOf({ talks, additions, writers, marks, joining }: Draft): unknown[] {
  const faces = [...talks.values()].map(({ last }) => last);
  const authors = [...writers.values()];
  const readers = [...marks.values()];
  return [
    [...talks.keys()],
    [...talks.values()].map(({ steps }) => steps),
    faces.map((last) => (last ? preview(last.body) : null)),
    faces.map((last) => last?.senderId ?? null),
    faces.map((last) => last?.senderRole ?? null),
    faces.map((last) => last?.senderName ?? null),
    additions.map(({ id }) => id),
    additions.map(({ conversationId }) => conversationId),
    additions.map(({ step }) => step),
    additions.map(({ kind }) => kind),
    additions.map(({ senderId }) => senderId),
    additions.map(({ senderRole }) => senderRole),
    additions.map(({ senderName }) => senderName),
    additions.map(({ body }) => body),
    additions.map(({ metadata }) => JSON.stringify(metadata)),
    authors.map(({ conversationId }) => conversationId),
    authors.map(({ senderId }) => senderId),
    authors.map(({ step }) => step),
    readers.map(({ conversationId }) => conversationId),
    readers.map(({ userId }) => userId),
    readers.map(({ delivered }) => delivered),
    readers.map(({ read }) => read),
    ...(joining.length > 0
      ? [
          joining.map(({ conversationId }) => conversationId),
          joining.map(({ userId }) => userId),
          joining.map(({ role }) => role),
        ]
      : []),
  ];
}

/**
 * `grown` the counters moved, and what a list shows of a conversation · `stored` the messages · `seen` the
 * conversations of those who only read · `marked` the watermarks: of writers, who have read up to what they write,
 * and those asked for. The plan is kept for the life of a connection, and may be made while the tables are small:
 * `any` holds it to looking each conversation up in an index, whatever was estimated then.
 */
function statementWith(joined: string): string {
  return `
with grown as (
  update conversations c set
    last_seq = c.last_seq + t.steps,
    rev = c.rev + t.steps,
    last_message_at = case when t.preview is null then c.last_message_at else now() end,
    last_preview = coalesce(t.preview, c.last_preview),
    last_sender_id = coalesce(t.sender_id, c.last_sender_id),
    last_sender_role = coalesce(t.sender_role, c.last_sender_role),
    last_sender_name = coalesce(t.sender_name, c.last_sender_name)
  from unnest($1::uuid[], $2::int[], $3::text[], $4::uuid[], $5::text[], $6::text[])
    as t (id, steps, preview, sender_id, sender_role, sender_name)
  where c.id = t.id and c.id = any ($1::uuid[])
  returning c.id, c.business_id, c.customer_id, c.last_seq - t.steps as seq, c.rev - t.steps as rev
), stored as (
  insert into messages (id, conversation_id, seq, rev, kind, sender_id, sender_role, sender_name, body, metadata)
  select m.id, g.id, g.seq + m.step, g.rev + m.step, m.kind, m.sender_id, m.sender_role, m.sender_name, m.body,
    m.metadata
  from unnest($7::uuid[], $8::uuid[], $9::int[], $10::text[], $11::uuid[], $12::text[], $13::text[], $14::text[],
    $15::jsonb[]) as m (id, conversation_id, step, kind, sender_id, sender_role, sender_name, body, metadata)
  join grown g on g.id = m.conversation_id
), seen as (
  select id, business_id, customer_id, last_seq from conversations where id = any ($19::uuid[])
), marked as (
  insert into receipts (conversation_id, user_id, delivered_seq, read_seq)
  select g.id, w.user_id, g.seq + w.step, g.seq + w.step
  from unnest($16::uuid[], $17::uuid[], $18::int[]) as w (id, user_id, step) join grown g on g.id = w.id
  union all
  select s.id, r.user_id, least(r.delivered, s.last_seq), least(r.read, s.last_seq)
  from unnest($19::uuid[], $20::uuid[], $21::int[], $22::int[]) as r (id, user_id, delivered, read)
  join seen s on s.id = r.id
  on conflict (conversation_id, user_id) do update set
    delivered_seq = greatest(receipts.delivered_seq, excluded.delivered_seq),
    read_seq = greatest(receipts.read_seq, excluded.read_seq)
  where excluded.delivered_seq > receipts.delivered_seq or excluded.read_seq > receipts.read_seq
  returning conversation_id, user_id, delivered_seq, read_seq
)${joined}
select 'talk' as is, id, business_id as one, customer_id as other, seq as x, rev as y, now()::timestamptz(3) as at
from grown
union all select 'seen', id, business_id, customer_id, last_seq, 0, now() from seen
union all select 'mark', conversation_id, user_id, null, delivered_seq, read_seq, now() from marked`;
}

const statement = statementWith("");
const joiningStatement = statementWith(`, joined as (
  insert into participants (conversation_id, user_id, role)
  select j.id, j.user_id, j.role from unnest($23::uuid[], $24::uuid[], $25::text[]) as j (id, user_id, role)
  join grown g on g.id = j.id
  on conflict do nothing
)`);
