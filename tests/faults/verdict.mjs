import { isDeepStrictEqual } from "node:util";
import { soon } from "./until.mjs";

/** Of what still waits, so much is named. */
const NAMED_MAX = 5;

/**
 * Compares the log of operations, the database and what every tab shows at the end.
 * Resolves to `{ operations, acknowledged, refused, stored, lost, twice, gaps, disorder, stale, other }`; all
 * from `lost` on are lists of sentences, and empty when every promise was kept.
 */
export async function verdictOf({ stage, isSettled, complaints }) {
  const { journal, database, seats } = stage;
  const { rows } = await database.query(
    "select id, conversation_id, seq, rev, kind, sender_id, body, metadata, deleted_at from messages order by conversation_id, seq",
  );
  const fresh = new Map();
  for (const id of new Set(seats.map(({ conversationId }) => conversationId)))
    fresh.set(id, await soon(() => freshLoad(stage, id)));
  return {
    operations: journal.operations.size,
    acknowledged: journal.acknowledged,
    refused: journal.count(({ refused }) => refused !== undefined),
    stored: rows.length,
    lost: lostOf(journal, rows),
    twice: twiceOf(rows),
    gaps: await gapsOf(database),
    disorder: [...journal.violations, ...disorderOf(journal, rows)],
    stale: seats.flatMap((seat) => differences(seat, fresh.get(seat.conversationId))),
    other: [...(isSettled ? [] : [`not settled: ${unsettled(stage)}`]), ...complaints],
  };
}

function lostOf(journal, rows) {
  const stored = new Map(rows.map((row) => [row.id, row]));
  return [...journal.operations.values()].flatMap(({ id, seat, body, acknowledgedSeq, refused }) => {
    const row = stored.get(id);
    if (refused)
      return row ? [`${id} was refused (${refused}) and is stored`] : [`${id} was refused: ${refused}`];
    if (!row) return [`${id} (${acknowledgedSeq ? "acknowledged" : "unknown"}) is not stored: ${body}`];
    const isWhole =
      (row.deleted_at !== null || [body, ...(journal.edits.get(id) ?? [])].includes(row.body)) &&
      row.conversation_id === seat.conversationId &&
      row.sender_id === seat.person.userId;
    if (!isWhole) return [`${id} is not stored as it was sent`];
    if (acknowledgedSeq && acknowledgedSeq !== row.seq)
      return [`${id} was acknowledged as ${acknowledgedSeq} and stored as ${row.seq}`];
    return [];
  });
}

/** Each body says who says it for which time, and each joining is told once; in a group people come again. */
function twiceOf(rows) {
  const seen = new Set();
  return rows.flatMap(({ conversation_id, kind, sender_id, body, metadata }) => {
    if (kind === "system" && metadata.event !== "joined") return [];
    const key = [conversation_id, kind, sender_id, body].join();
    if (seen.has(key)) return [`stored twice: ${body}`];
    seen.add(key);
    return [];
  });
}

async function gapsOf(database) {
  const { rows } = await database.query(`
    select c.id from conversations c left join messages m on m.conversation_id = c.id
    group by c.id having count(m.id) <> c.last_seq
      or count(distinct m.seq) <> c.last_seq or count(distinct m.rev) <> count(m.id)
      or coalesce(max(m.seq), 0) <> c.last_seq or coalesce(max(m.rev), 0) <> c.rev`);
  return rows.map(({ id }) => `conversation ${id} is not numbered 1..n`);
}

/** What one person writes at one place is stored in the order it was written in, but for what was refused at first. */
function disorderOf(journal, rows) {
  const places = new Map(rows.map(({ id, seq }) => [id, seq]));
  const last = new Map();
  return [...journal.operations.values()].flatMap(({ id, seat, body, isPutOff }) => {
    const seq = places.get(id);
    if (seq === undefined || isPutOff) return [];
    const before = last.get(seat) ?? 0;
    last.set(seat, Math.max(before, seq));
    return seq < before ? [`stored as ${seq}, before ${before}, though written later: ${body}`] : [];
  });
}

async function freshLoad({ product, db, businessId }, conversationId) {
  const head = await product.historyHead(db, { conversationId, businessId, readerId: businessId });
  const messages = [...head.messages];
  for (let hasMore = head.hasMore; hasMore; ) {
    const beforeSeq = messages[0].seq;
    const page = await product.historyPage(db, { conversationId, businessId, beforeSeq });
    messages.unshift(...page.messages);
    hasMore = page.hasMore;
  }
  const { rev, threads } = head;
  return { rev, threads, messages, ...(await product.snapshotOf(db, conversationId)) };
}

function differences({ name, person, tab }, fresh) {
  const { rev, messages, hasOlder, unsent, changes, participants, receipts, threads, title } = tab.view;
  const first = messages[0]?.seq ?? 1;
  const own = fresh.receipts.find(({ userId }) => userId === person.userId);
  return [
    ...(rev === fresh.rev ? [] : [`is at ${rev} of ${fresh.rev}`]),
    ...(isDeepStrictEqual(messages, fresh.messages.slice(first - 1)) ? [] : ["shows other messages"]),
    ...(hasOlder === first > 1 ? [] : ["is wrong about older messages"]),
    ...(own?.delivered === fresh.seq ? [] : [`has told of ${own?.delivered} of ${fresh.seq}`]),
    ...(unsent.length === 0 ? [] : [`still shows ${unsent.length} unsent`]),
    ...(changes.every(({ refused }) => refused) ? [] : ["still asks for changes"]),
    ...(title === fresh.title ? [] : [`calls it ${title}`]),
    ...(isDeepStrictEqual(byId(threads), byId(fresh.threads)) ? [] : ["shows other threads"]),
    ...(isDeepStrictEqual(byPerson(participants), byPerson(fresh.participants))
      ? []
      : ["shows other participants"]),
    ...(isDeepStrictEqual(byPerson(receipts), byPerson(fresh.receipts)) ? [] : ["shows other watermarks"]),
  ].map((what) => `${name} ${what}`);
}

function byId(list) {
  return list.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function byPerson(list) {
  return list.toSorted((one, other) => (one.userId < other.userId ? -1 : 1));
}

function unsettled({ journal, seats }) {
  const waiting = seats.filter(({ tab }) => !tab?.isSettled).map(({ name }) => name);
  const open = journal
    .open()
    .slice(0, NAMED_MAX)
    .map(({ body }) => body.slice(0, 60));
  return [...open, ...waiting].join("; ") || "versions differ";
}
