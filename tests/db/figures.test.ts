import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { beginFigures, countFigures, figuresDue } from "@/db/count-figures";
import { figures } from "@/db/figure-parts";
import { figuresOf } from "@/db/figures";
import { COUNTED_AT_ONCE_MAX, MESSAGES_OF_EACH_MAX } from "@/db/not-counted";
import { businesses, conversations, messages, users } from "@/db/schema";
import { closings } from "@/db/work-parts";
import { notesIdOf } from "@/lib/work";
import { type Cast, castAlone, castForTest } from "../support/cast";

/** A Monday, 09:00 in UTC. */
const START = Date.UTC(2026, 2, 2, 9);
const NOW = new Date(START + 3 * 3_600_000);
const at = (minute: number) => new Date(START + minute * 60_000);

type Line = [who: "customer" | "sam" | "nora" | "bot", minute: number, body?: string];
type Notice = [status: "completed" | "open" | "snoozed" | "woken", minute: number];

/** A conversation of a new customer with Harbor Coffee, and what its notes tell. */
async function talk(cast: Cast, lines: Line[], notices: Notice[] = []): Promise<string> {
  const { db, businessId } = cast;
  const [guest] = await db.insert(users).values({ name: "Guest" }).returning();
  const [made] = await db
    .insert(conversations)
    .values({ businessId, customerId: guest?.id ?? null, createdAt: at(lines[0]?.[1] ?? 0) })
    .returning();
  const conversationId = made?.id ?? "";
  await db
    .update(conversations)
    .set({ createdAt: at(lines[0]?.[1] ?? 0) })
    .where(eq(conversations.id, notesIdOf(conversationId)));
  await write(
    cast,
    conversationId,
    lines.map(([who, minute, body]) => said(cast, who, minute, body)),
  );
  await write(
    cast,
    notesIdOf(conversationId),
    notices.map(([status, minute]) => told(status, minute)),
  );
  return conversationId;
}

type Row = Omit<typeof messages.$inferInsert, "id" | "conversationId" | "businessId" | "seq" | "rev">;

function said({ sam, nora }: Cast, who: Line[0], minute: number, body = "Is it open?"): Row {
  const member = who === "sam" ? sam : who === "nora" ? nora : null;
  const senderRole = member ? (who === "nora" ? "owner" : "agent") : who === "bot" ? "bot" : "customer";
  return { senderRole, senderId: member?.userId ?? null, senderName: who, body, createdAt: at(minute) };
}

function told(status: Notice[0], minute: number): Row {
  const metadata = status === "woken" ? { event: "woken" } : { event: "work", was: {}, now: { status } };
  return {
    kind: "system",
    senderRole: "system",
    senderName: "Sam",
    body: "",
    metadata,
    createdAt: at(minute),
  };
}

async function write({ db, businessId }: Cast, conversationId: string, rows: Row[]): Promise<void> {
  const [before] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
  const from = before?.lastSeq ?? 0;
  if (rows.length === 0) return;
  await db.insert(messages).values(
    rows.map((row, n) => ({
      id: randomUUID(),
      conversationId,
      businessId,
      seq: from + n + 1,
      rev: from + n + 1,
      ...row,
    })),
  );
  const lastSeq = from + rows.length;
  await db
    .update(conversations)
    .set({ lastSeq, rev: lastSeq, lastMessageAt: rows.at(-1)?.createdAt as Date })
    .where(eq(conversations.id, conversationId));
}

async function counted(
  { db, businessId }: Cast,
  { days = 7, now = NOW }: { days?: 7 | 30 | 90; now?: Date } = {},
) {
  await beginFigures(db, { businessId, now });
  while (await countFigures(db, { businessId, now }));
  return figuresOf(db, { businessId, days, now });
}

describe("the figures of a business", () => {
  it("are none where nobody wrote", async () => {
    const cast = await castForTest();
    const none = { count: 0, median: null, ninetieth: null };
    expect(await counted(cast)).toMatchObject({
      answers: none,
      resolutions: none,
      agents: [],
      ratings: [0, 0, 0, 0, 0],
    });
  });

  it("say how long customers waited, how long work took, and of how much that is said", async () => {
    const cast = await castForTest();
    for (const wait of [1, 2, 3, 4, 5, 6, 7, 8, 9, 50])
      await talk(
        cast,
        [
          ["customer", 0],
          ["bot", 0],
          ["sam", wait],
        ],
        [["completed", wait * 2]],
      );
    const { answers, resolutions, countedMs } = await counted(cast);
    expect(answers).toEqual({ count: 10, median: 300, ninetieth: 540 });
    expect(resolutions).toEqual({ count: 10, median: 600, ninetieth: 1080 });
    expect(countedMs).toBe(NOW.getTime());
  });

  it("count each message once, however often they are counted and whoever writes meanwhile", async () => {
    const cast = await castForTest();
    const id = await talk(cast, [["customer", 0]], [["completed", 1]]);
    await counted(cast, { now: at(1) });
    await counted(cast, { now: at(1) });
    await write(cast, id, [said(cast, "customer", 2), said(cast, "nora", 6)]);
    await write(cast, notesIdOf(id), [told("woken", 2), told("completed", 12)]);
    await Promise.all([counted(cast), counted(cast)]);
    const { answers, resolutions, byHour, agents } = await counted(cast);
    // What was asked before the work was done waits no more.
    expect(answers).toMatchObject({ count: 1, median: 240 });
    expect(resolutions).toMatchObject({ count: 2, ninetieth: 600 });
    expect(byHour[9]).toBe(2);
    expect(agents).toMatchObject([{ name: "Nora", messages: 1, conversations: 1, answers: 1, median: 240 }]);
  });

  it("know what customers confirmed, said nothing against, or objected to", async () => {
    const cast = await castForTest();
    const { db, businessId } = cast;
    const [quiet, unhappy] = [await talk(cast, [["customer", 0]]), await talk(cast, [["customer", 0]])];
    const close = (conversationId: string, state: "lapsed" | "objected" | "confirmed", minute: number) =>
      db.insert(closings).values({
        ...{ id: randomUUID(), conversationId, businessId, state, until: at(minute), closedAt: at(minute) },
      });
    await close(quiet, "lapsed", 10);
    await write(cast, notesIdOf(quiet), [told("woken", 20)]);
    await write(cast, notesIdOf(unhappy), [told("completed", 4)]);
    await close(unhappy, "objected", 6);
    expect((await counted(cast, { now: at(30) })).resolutions).toEqual({
      count: 2,
      median: 240,
      ninetieth: 600,
    });
    await counted(cast, { now: at(40) });
    await close(unhappy, "confirmed", 60);
    await close(quiet, "confirmed", 100);
    expect((await counted(cast)).resolutions).toEqual({ count: 4, median: 600, ninetieth: 4800 });
  });

  it("tell the members apart, by what they wrote and answered", async () => {
    const cast = await castForTest();
    await talk(cast, [
      ["customer", 0],
      ["sam", 1],
      ["sam", 2],
      ["customer", 3],
      ["nora", 9],
    ]);
    await talk(cast, [
      ["customer", 0],
      ["sam", 3],
    ]);
    const { agents } = await counted(cast);
    expect(agents).toEqual([
      { userId: cast.sam.userId, name: "Sam", messages: 3, conversations: 2, answers: 2, median: 60 },
      { userId: cast.nora.userId, name: "Nora", messages: 1, conversations: 1, answers: 1, median: 360 },
    ]);
  });

  it("go by the clock of the business, and by whole days of it", async () => {
    const cast = await castForTest();
    await cast.db
      .update(businesses)
      .set({ timeZone: "Asia/Kathmandu" })
      .where(eq(businesses.id, cast.businessId));
    // 09:00 and 18:20 in UTC are 14:45 and, on the next day, 00:05 there.
    await talk(cast, [["customer", 0]]);
    await talk(cast, [["customer", 9 * 60 + 20]]);
    const now = at(9 * 60 + 30);
    const week = await counted(cast, { now });
    expect([week.byHour[14], week.byHour[0]]).toEqual([1, 1]);
    expect(week.byWeekday).toEqual([1, 1, 0, 0, 0, 0, 0]);
    // The Monday is the first of seven days there on the Sunday, and none of them on the next Monday.
    const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
    const ofDay = async (days: number) => (await counted(cast, { now: later(days) })).byWeekday;
    expect(await ofDay(5)).toEqual([1, 1, 0, 0, 0, 0, 0]);
    expect(await ofDay(6)).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect(await ofDay(7)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect((await counted(cast, { now: later(7), days: 30 })).byWeekday).toEqual([1, 1, 0, 0, 0, 0, 0]);
  });

  it("hold what customers thought of it", async () => {
    const cast = await castForTest();
    const { db, businessId, conversationId } = cast;
    await db.insert(closings).values(
      [5, 5, 4, null].map((rating) => ({
        ...{ id: randomUUID(), conversationId, businessId, rating },
        ...{ state: "confirmed" as const, until: at(0), closedAt: at(0) },
      })),
    );
    expect((await counted(cast)).ratings).toEqual([0, 0, 0, 1, 2]);
  });

  it("are not those of another business", async () => {
    const [harbor, other] = [await castForTest(), await castForTest()];
    await talk(
      harbor,
      [
        ["customer", 0],
        ["sam", 3],
      ],
      [["completed", 5]],
    );
    await counted(harbor);
    expect(await counted(other)).toMatchObject({
      answers: { count: 0 },
      resolutions: { count: 0 },
      agents: [],
    });
  });
});

describe("counting", () => {
  it("goes on where it left off in a conversation that is longer than is read at once", async () => {
    const cast = await castForTest();
    const lines = (length: number) =>
      Array.from({ length }, (_, n): Line => [n % 2 ? "sam" : "customer", n / 100]);
    for (const length of [MESSAGES_OF_EACH_MAX, MESSAGES_OF_EACH_MAX + 1, 2 * MESSAGES_OF_EACH_MAX + 10])
      await talk(cast, lines(length));
    const { answers, byHour } = await counted(cast);
    expect(answers.count).toBe(MESSAGES_OF_EACH_MAX * 2 + 5);
    expect(byHour[9]).toBe(MESSAGES_OF_EACH_MAX * 2 + 6);
  });

  it("takes more conversations than it reads at once, though all were written in at one moment", async () => {
    const cast = await castForTest();
    for (let n = 0; n <= COUNTED_AT_ONCE_MAX; n += 1)
      await talk(cast, [
        ["customer", 0],
        ["sam", 1],
      ]);
    const { db, businessId } = cast;
    await beginFigures(db, { businessId, now: NOW });
    expect(await countFigures(db, { businessId, now: NOW })).toBe(true);
    expect(await figuresOf(db, { businessId, days: 7, now: NOW })).toMatchObject({
      answers: { count: 100 },
      countedMs: null,
    });
    expect(await countFigures(db, { businessId, now: NOW })).toBe(false);
    expect((await figuresOf(db, { businessId, days: 7, now: NOW })).answers.count).toBe(101);
  });

  it("is due every hour for those who ever looked", async () => {
    const cast = await castAlone();
    const { db, businessId } = cast;
    const now = new Date();
    expect(await figuresDue(db, now)).toBeUndefined();
    await counted(cast, { now });
    expect(await figuresDue(db, now)).toBeUndefined();
    const hourLater = new Date(now.getTime() + 3_600_000);
    expect(await figuresDue(db, hourLater)).toBe(businessId);
    await db.update(figures).set({ dueAt: sql`now()` });
    expect(await figuresDue(db, hourLater)).toBe(businessId);
  });
});
