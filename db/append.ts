import type { VercelPool } from "@vercel/postgres";
import { assert, unreachable } from "../lib/assert";
import type { Outcome } from "../lib/ledger";
import type { Receipt } from "../lib/protocol/event";
import { abridge, type Message } from "../lib/protocol/message";
import { statementFor } from "./append-statement";
import { type Addition, type Append, draftOf, type Fate, type Known, seatOf } from "./draft";
import { isTaken } from "./failure";
import { knownOf } from "./known";
import { toMessage } from "./message-row";
import { NOW } from "./target";

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
  if (batch.some(asksOfWhatIsThere)) return store(pool, batch, await knownOf(pool, batch));
  try {
    return await store(pool, batch, nothing);
  } catch (error) {
    if (!isTaken(error)) throw error;
    return store(pool, batch, await knownOf(pool, batch));
  }
}

async function store(pool: VercelPool, batch: Append[], known: Known): Promise<Appended[]> {
  const draft = draftOf(batch, known);
  const statement = statementFor(draft);
  const stored = new Stored(statement ? (await pool.query<Answer>(statement)).rows : []);
  return batch.map((asked, n) => {
    const fate = draft.fates[n];
    assert(fate, "every entry has a fate");
    return stored.appended(asked, fate);
  });
}

/** Whether it takes a look at the database to know what becomes of it. */
function asksOfWhatIsThere({ entry }: Append): boolean {
  if (entry.op === "message") return entry.replyTo !== undefined;
  return entry.op !== "receipt";
}

/** A row of what the statement answers; what its columns mean is said there. */
interface Answer {
  is: "talk" | "seen" | "mark";
  id: string;
  one: string;
  other: string | null;
  x: number;
  y: number;
  /** Milliseconds since 1970. */
  at: number;
}

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
        return repeatOf(asked, shown(fate.message));
      case "changed":
      case "same": {
        const { is, op, change, message } = fate;
        if (change === undefined) return { is, op, message: shown(message) };
        const talk = this.#talks.get(asked.conversationId);
        if (talk?.is !== "talk") return { is: "refused", code: "not-found" };
        return { is, op, message: shown({ ...message, rev: talk.y + change }, talk.at) };
      }
      case "refused":
        return fate;
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

  #message({ step, change, ...said }: Addition): Message | undefined {
    const talk = this.#talks.get(said.conversationId);
    if (talk?.is !== "talk") return undefined;
    return abridge(
      toMessage({
        ...said,
        ...{ seq: talk.x + step, rev: talk.y + change, createdAt: new Date(talk.at) },
        ...{ editedAt: null, deletedAt: null, deletedBy: null, isReacted: false, given: [] },
      }),
    );
  }
}

function repeatOf({ conversationId, entry }: Append, message: Message): Outcome {
  const isOwn = message.conversationId === conversationId && message.senderId === entry.userId;
  return isOwn ? { is: "repeat", message } : { is: "refused", code: "conflict" };
}

/** A message as it travels, with the moment of the commit put in; of a deleted one only that it was there. */
function shown(message: Message, atMs?: number): Message {
  const moment = (at: string | null) =>
    at === NOW && atMs !== undefined ? new Date(atMs).toISOString() : at;
  const dated = { ...message, editedAt: moment(message.editedAt), deletedAt: moment(message.deletedAt) };
  return dated.deletedAt ? { ...dated, body: "", reactions: [] } : abridge(dated);
}
