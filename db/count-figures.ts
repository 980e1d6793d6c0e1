import { eq, lte, sql } from "drizzle-orm";
import { PERIODS, type Spans, waitsIn, workIn } from "../lib/figures";
import { notesIdOf } from "../lib/work";
import type { Db } from "./client";
import { figureMarks, figureSpans, figures } from "./figure-parts";
import {
  type Begun,
  type Book,
  COUNTED_AT_ONCE_MAX,
  closedNotCounted,
  closingsSince,
  isWhole,
  type Line,
  linesSince,
  list,
  notesNotCounted,
  overIn,
  talksNotCounted,
} from "./not-counted";

/** Longer than any batch that stores messages takes: what was written before is there, or never will be. */
const SETTLED_AFTER_MS = 60_000;
const COUNTED_EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** From now on this business's figures are counted. */
export async function beginFigures(
  db: Db,
  { businessId, now }: { businessId: string; now: Date },
): Promise<void> {
  const from = new Date(now.getTime() - Math.max(...PERIODS) * DAY_MS);
  await db.insert(figures).values({ businessId, talksTo: from, notesTo: from }).onConflictDoNothing();
}

/** The business whose figures are to be counted on first, where there is one. */
export async function figuresDue(db: Db, now: Date): Promise<string | undefined> {
  const [due] = await db
    .select({ businessId: figures.businessId })
    .from(figures)
    .where(lte(figures.dueAt, now))
    .orderBy(figures.dueAt)
    .limit(1);
  return due?.businessId;
}

/**
 * Counts some of what a business's figures do not hold yet, each message once, and says whether there is more. Nothing
 * where somebody else is counting.
 */
export function countFigures(
  db: Db,
  { businessId, now }: { businessId: string; now: Date },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [book] = await tx
      .select()
      .from(figures)
      .where(eq(figures.businessId, businessId))
      .for("update", { skipLocked: true });
    if (!book) return false;
    // The notes first: they tell when the work was done, which ends what customers wait for.
    const notes = await countNotes(tx, book);
    const talks = notes.isAll ? await countTalks(tx, book) : { isAll: false, to: book.talksTo };
    const isAll = notes.isAll && talks.isAll;
    const settled = new Date(now.getTime() - SETTLED_AFTER_MS);
    const to = (part: Counted, before: Date) =>
      latest(before, part.isAll || part.to > settled ? settled : part.to);
    await tx
      .update(figures)
      .set({
        ...{ notesTo: to(notes, book.notesTo), talksTo: to(talks, book.talksTo) },
        ...{ dueAt: new Date(now.getTime() + (isAll ? COUNTED_EVERY_MS : 0)) },
        ...(isAll && { countedAt: now }),
      })
      .where(eq(figures.businessId, businessId));
    return !isAll;
  });
}

function latest(one: Date, other: Date): Date {
  return one > other ? one : other;
}

/** Whether all there was is counted, and up to where: whatever was written last before that is. */
interface Counted {
  isAll: boolean;
  to: Date;
}

/** What is told of the work: among the notes, and by what both sides said of its being done. */
async function countNotes(tx: Tx, book: Book): Promise<Counted> {
  const noted = await notesNotCounted(tx, book);
  const closed = await closedNotCounted(tx, book);
  const rows = [...new Map([...closed, ...noted].map((each) => [each.id, each])).values()];
  const told = await linesSince(tx, rows, sql`and kind = 'system'`);
  const elsewhere = await closingsSince(tx, rows);
  const counted = rows.map((each) => {
    const read = told.get(each.id) ?? [];
    const readTo = isWhole(read) ? undefined : read.at(-1)?.at;
    const all = [...read, ...(elsewhere.get(each.id) ?? [])]
      .filter(({ at }) => !readTo || at <= readTo)
      .sort((one, other) => one.at.getTime() - other.at.getTime());
    return {
      ...each,
      ...workIn(each.isNew ? each.createdAt : each.since, all),
      at: all.at(-1)?.at ?? each.at,
    };
  });
  const isFull = Math.max(noted.length, closed.length) === COUNTED_AT_ONCE_MAX;
  const ends = [noted, closed].flatMap((found) =>
    found.length === COUNTED_AT_ONCE_MAX ? found.slice(-1) : [],
  );
  return store(tx, book.businessId, { counted, read: told, isFull, ends });
}

async function countTalks(tx: Tx, book: Book): Promise<Counted> {
  const rows = await talksNotCounted(tx, book);
  const said = await linesSince(tx, rows, sql``);
  const over = await overIn(tx, rows);
  const counted = rows.map((each) => ({
    ...each,
    ...waitsIn(each.since, said.get(each.id) ?? [], over.get(notesIdOf(each.id)) ?? []),
  }));
  await countHours(tx, book.businessId, [...said.values()].flat());
  const isFull = rows.length === COUNTED_AT_ONCE_MAX;
  return store(tx, book.businessId, { counted, read: said, isFull, ends: isFull ? rows.slice(-1) : [] });
}

async function countHours(tx: Tx, businessId: string, said: Line[]): Promise<void> {
  const byPeople = said.filter(({ role }) => role === "customer" || role === "agent" || role === "owner");
  if (byPeople.length === 0) return;
  await tx.execute(sql`
    insert into figure_hours (business_id, hour, user_id, messages)
    select b.id, date_trunc('hour', at at time zone b.time_zone), user_id, count(*)
    from unnest(${list(byPeople.map(({ at }) => at.toISOString()))}::timestamptz[],
      ${list(byPeople.map(({ role, senderId }) => (role === "customer" ? null : senderId)))}::uuid[]) w (at, user_id)
    join businesses b on b.id = ${businessId}::uuid
    group by 1, 2, 3
    on conflict (business_id, hour, user_id) do update set messages = figure_hours.messages + excluded.messages`);
}

interface Found {
  counted: (Begun & Spans)[];
  read: Map<string, Line[]>;
  isFull: boolean;
  /** Beyond them there may be more. */
  ends: Begun[];
}

async function store(tx: Tx, businessId: string, { counted, read, isFull, ends }: Found): Promise<Counted> {
  const marks = counted.map(({ id, at, since, lastSeq, seq }) => {
    const lines = read.get(id) ?? [];
    // Something may have been written since it was looked up how far it goes.
    const readTo = lines.at(-1)?.seq ?? seq;
    return { conversationId: id, at, since, seq: isWhole(lines) ? Math.max(lastSeq, readTo) : readTo };
  });
  const spans = counted.flatMap(({ id: conversationId, spans }) =>
    spans.map(({ end, beganAt, endedAt, userId }) => ({
      ...{ conversationId, businessId, end, endedAt, userId },
      seconds: Math.round((endedAt.getTime() - beganAt.getTime()) / 1000),
    })),
  );
  if (marks.length > 0)
    await tx
      .insert(figureMarks)
      .values(marks)
      .onConflictDoUpdate({
        target: figureMarks.conversationId,
        set: { seq: sql`excluded.seq`, at: sql`excluded.at`, since: sql`excluded.since` },
      });
  if (spans.length > 0) await tx.insert(figureSpans).values(spans);
  const unfinished = counted.filter(({ id }) => !isWhole(read.get(id)));
  const to = Math.min(...[...ends, ...unfinished].map(({ lastAt }) => lastAt.getTime()));
  return { isAll: !isFull && unfinished.length === 0, to: new Date(to) };
}
