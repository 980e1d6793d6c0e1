import type { VercelPool } from "@vercel/postgres";
import { assert } from "../lib/assert";
import { statementFor } from "./append-statement";
import type { Append, Known } from "./desk";
import { draftOf } from "./draft";
import { isTaken } from "./failure";
import { knownOf } from "./known";
import { type Answer, type Appended, Stored } from "./stored";
import { isJudged } from "./unseen";

export type { Append } from "./desk";
export type { Appended } from "./stored";

const nothing: Known = {
  ...{ messages: new Map(), threads: new Map(), files: new Map(), secrets: new Map() },
  ...{ talks: new Map(), works: new Map(), steps: new Map(), seats: new Map(), unseen: new Map() },
};

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
  const parents = new Map(Array.from(known.works, ([notesId, { parentId }]) => [notesId, parentId]));
  const stored = new Stored(statement ? (await pool.query<Answer>(statement)).rows : [], parents);
  return batch.map((asked, n) => {
    const fate = draft.fates[n];
    assert(fate, "every entry has a fate");
    return stored.appended(asked, fate);
  });
}

/** Whether it takes a look at the database to know what becomes of it. */
function asksOfWhatIsThere({ entry }: Append): boolean {
  if (entry.op === "message" && !entry.isBlocked)
    return (
      isJudged(entry) ||
      entry.role === "bot" ||
      Boolean(entry.replyTo ?? entry.threadId ?? entry.attachmentIds ?? entry.mentionIds ?? entry.secret)
    );
  return entry.op !== "receipt" && entry.op !== "thread-read";
}
