import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ASKED_PER_HOUR_MAX, LOOKED_AT_AROUND, responsivenessOf } from "@/db/responsiveness";
import { conversations, messages, users } from "@/db/schema";
import { closings } from "@/db/work-parts";
import { WAITS_MIN, WINDOW_WEEKS } from "@/lib/responsiveness";
import { type Cast, castForTest } from "../support/cast";

type Role = "customer" | "agent" | "owner" | "bot" | "system";
type Line = [role: Role, minute: number, body?: string];

const HOUR = 60;
const WEEK = 7 * 24 * HOUR;
/** A Tuesday, two in the afternoon in Lisbon; minutes are counted from that hour a week before. */
const NOW = new Date("2026-11-17T14:40Z");
const START_MS = Date.UTC(2026, 10, 10, 14);
const momentOf = (minute: number) => new Date(START_MS + minute * 60_000);

/** A conversation of a new customer with Harbor Coffee, by who wrote in which minute. */
async function talk({ db, businessId }: Cast, lines: Line[], kind: "direct" | "group" = "direct") {
  const [guest] = await db.insert(users).values({ name: "Guest" }).returning();
  const [made] = await db
    .insert(conversations)
    .values({
      ...{ businessId, kind, customerId: kind === "direct" ? (guest?.id ?? null) : null },
      ...{ lastSeq: lines.length, rev: lines.length, lastMessageAt: momentOf(lines.at(-1)?.[1] ?? 0) },
    })
    .returning();
  const conversationId = made?.id ?? "";
  await db.insert(messages).values(
    lines.map(([senderRole, minute, body = "Hello"], n) => ({
      ...{ id: randomUUID(), conversationId, businessId, seq: n + 1, rev: n + 1, body },
      ...{ kind: senderRole === "system" ? ("system" as const) : ("text" as const) },
      ...{ senderId: guest?.id ?? null, senderRole, senderName: "Somebody", createdAt: momentOf(minute) },
    })),
  );
  return conversationId;
}

const answeredIn = (minutes: number, from = 0): Line[] => [
  ["customer", from],
  ["agent", from + minutes],
];

async function toldOf({ db, businessId }: Cast, now = NOW) {
  return responsivenessOf(db, { businessId, timeZone: "Europe/Lisbon", now });
}

async function five(cast: Cast, lines: Line[]) {
  for (let n = 0; n < WAITS_MIN; n += 1) await talk(cast, lines);
}

const told = (median: number, ninetieth: number) => ({
  ...{ median: { seconds: median * 60 }, ninetieth: { seconds: ninetieth * 60 } },
});

describe("how soon a business answers", () => {
  it("is told of this hour of the week, by the median and what nine of ten waited", async () => {
    const cast = await castForTest();
    for (const minutes of [1, 2, 3, 4, 5, 6, 7, 8, 9, 100]) await talk(cast, answeredIn(minutes));
    await talk(cast, answeredIn(999, 2 * HOUR));
    expect(await toldOf(cast)).toMatchObject({ of: "hour", waits: 10, ...told(5, 9) });
  });

  it("is of the whole week where too few wrote at this hour, and says so; and is not told of too few", async () => {
    const cast = await castForTest();
    for (const minutes of [1, 2]) await talk(cast, answeredIn(minutes));
    for (const minutes of [3, 4]) await talk(cast, answeredIn(minutes, 3 * HOUR));
    expect(await toldOf(cast)).toBeNull();
    await talk(cast, answeredIn(5, 4 * HOUR));
    expect(await toldOf(cast)).toMatchObject({ of: "week", waits: WAITS_MIN, ...told(3, 5) });
  });

  it("counts to the first answer of a person, past bots and notices, and not what was taken back", async () => {
    const cast = await castForTest();
    const lines: Line[] = [
      ["customer", 0],
      ["bot", 1],
      ["system", 2],
      ["agent", 3],
      ["owner", 8],
    ];
    await five(cast, lines);
    expect(await toldOf(cast)).toMatchObject(told(3, 3));
    await cast.db.update(messages).set({ deletedAt: NOW }).where(eq(messages.senderRole, "agent"));
    expect(await toldOf(cast)).toMatchObject(told(8, 8));
  });

  it("counts from the first of what somebody wrote since they were answered, past thanks", async () => {
    const cast = await castForTest();
    const before = -3 * HOUR;
    await five(cast, [
      ["customer", before - 20],
      ["agent", before - 10],
      ["customer", before - 9, "Thanks!"],
      ["customer", before],
      ["customer", 5, "Anybody?"],
      ["agent", 10],
    ]);
    expect(await toldOf(cast)).toMatchObject({ of: "hour", waits: WAITS_MIN, ...told(190, 190) });
  });

  it("counts whoever has no answer with what they wait so far, and says that it is at least that", async () => {
    const cast = await castForTest();
    await five(cast, [["customer", 0]]);
    const soFar = (NOW.getTime() - START_MS) / 1000;
    const atLeast = { seconds: soFar, isAtLeast: true };
    expect(await toldOf(cast)).toEqual({ of: "hour", waits: 5, median: atLeast, ninetieth: atLeast });
  });

  it("counts nobody who wrote just now, answered or not, so that who has no answer yet looks like no quick one", async () => {
    const cast = await castForTest();
    await five(cast, [["customer", WEEK + 39]]);
    await five(cast, answeredIn(0, WEEK - 19));
    expect(await toldOf(cast)).toBeNull();
    await five(cast, [["customer", WEEK - 21]]);
    expect(await toldOf(cast)).toMatchObject({
      of: "week",
      ninetieth: { seconds: 61 * 60, isAtLeast: true },
    });
  });

  it("lets a wait end by its customer's word that all is done, and not by the business's", async () => {
    const cast = await castForTest();
    for (let n = 0; n < WAITS_MIN; n += 1) {
      const conversationId = await talk(cast, [["customer", 0]]);
      await cast.db.insert(closings).values({
        ...{ id: randomUUID(), conversationId, businessId: cast.businessId, state: "lapsed" },
        ...{ until: NOW, closedAt: momentOf(10) },
      });
    }
    expect(await toldOf(cast)).toMatchObject({ median: { isAtLeast: true } });
    await cast.db.update(closings).set({ state: "confirmed" });
    expect(await toldOf(cast)).toMatchObject({ ...told(10, 10), waits: WAITS_MIN });
  });

  it("counts what a member deleted, and not what its customer did", async () => {
    const cast = await castForTest();
    await five(cast, [["customer", 0]]);
    await cast.db.update(messages).set({ deletedAt: NOW, deletedBy: cast.nora.userId });
    expect(await toldOf(cast)).toMatchObject({ waits: WAITS_MIN });
    await cast.db.update(messages).set({ deletedBy: messages.senderId });
    expect(await toldOf(cast)).toBeNull();
  });

  it("is a business's own, of single customers, and forgets what was before its weeks", async () => {
    const [cast, other] = [await castForTest(), await castForTest()];
    await five(other, answeredIn(1));
    for (let n = 0; n < WAITS_MIN; n += 1) await talk(cast, answeredIn(1), "group");
    await five(cast, answeredIn(1, -WINDOW_WEEKS * WEEK));
    expect(await toldOf(cast)).toBeNull();
    expect(await toldOf(other)).toMatchObject({ waits: WAITS_MIN });
  });

  it("reads so many of an hour and no more, and looks so far around them", async () => {
    const cast = await castForTest();
    const { db, businessId } = cast;
    const many = Array.from({ length: LOOKED_AT_AROUND - 1 }, (): Line => ["bot", 1]);
    await five(cast, [["customer", 0], ...many, ["agent", 2]]);
    expect(await toldOf(cast)).toMatchObject(told(2, 2));
    const answers = and(eq(messages.businessId, businessId), eq(messages.senderRole, "agent"));
    await db
      .update(messages)
      .set({ seq: LOOKED_AT_AROUND + 2 })
      .where(answers);
    expect(await toldOf(cast)).toMatchObject({ median: { isAtLeast: true } });
    await db.delete(conversations).where(eq(conversations.businessId, businessId));
    for (let n = 0; n <= ASKED_PER_HOUR_MAX; n += 1) await talk(cast, [["customer", 1]]);
    expect(await toldOf(cast)).toMatchObject({ waits: ASKED_PER_HOUR_MAX });
  });

  it("is never made better by leaving somebody without an answer", async () => {
    const cast = await castForTest();
    const { db, businessId } = cast;
    const role = fc.constantFrom<Role>("customer", "customer", "agent", "owner", "bot");
    const line = fc.tuple(role, fc.integer({ min: 0, max: 400 }), fc.constantFrom("Hello", "Thanks"));
    const talks = fc.array(fc.array(line, { minLength: 1, maxLength: 8 }), { minLength: 5, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(talks, async (said) => {
        await db.delete(conversations).where(eq(conversations.businessId, businessId));
        const inOrder = said.map((lines) => lines.toSorted(([, one], [, other]) => one - other));
        await Promise.all(inOrder.map((lines) => talk(cast, lines)));
        let before = await toldOf(cast);
        fc.pre(before !== null);
        const isAnswer = inArray(messages.senderRole, ["agent", "owner"]);
        const answers = await db
          .select({ id: messages.id })
          .from(messages)
          .where(and(eq(messages.businessId, businessId), isAnswer))
          .orderBy(messages.id);
        // One after the other, in no order of theirs.
        for (const { id } of answers) {
          await db.delete(messages).where(eq(messages.id, id));
          const after = await toldOf(cast);
          expect([after?.of, after?.waits]).toEqual([before?.of, before?.waits]);
          for (const share of ["median", "ninetieth"] as const)
            expect(after?.[share].seconds).toBeGreaterThanOrEqual(before?.[share].seconds ?? 0);
          before = after;
        }
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
