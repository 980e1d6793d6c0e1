import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { replyTimesOf, WAITS_MIN } from "@/db/reply-time";
import { conversations, messages, users } from "@/db/schema";
import { type Cast, castForTest } from "../support/cast";

type Line = [role: "customer" | "agent" | "owner" | "bot" | "system", minute: number];

const START_MS = Date.UTC(2026, 2, 1, 9);

/** A conversation of a new customer with Harbor Coffee, by who wrote in which minute. */
async function talk({ db, businessId }: Cast, lines: Line[], kind: "direct" | "broadcast" = "direct") {
  const [guest] = await db.insert(users).values({ name: "Guest" }).returning();
  const at = (minute: number) => new Date(START_MS + minute * 60_000);
  const [made] = await db
    .insert(conversations)
    .values({
      ...{ businessId, kind, customerId: guest?.id ?? null },
      ...{ lastSeq: lines.length, rev: lines.length, lastMessageAt: at(lines.at(-1)?.[1] ?? 0) },
    })
    .returning();
  await db.insert(messages).values(
    lines.map(([senderRole, minute], n) => ({
      ...{ id: randomUUID(), conversationId: made?.id ?? "", businessId, seq: n + 1, rev: n + 1 },
      ...{ kind: senderRole === "system" ? ("system" as const) : ("text" as const) },
      ...{ senderRole, senderName: "Somebody", body: "Hello", createdAt: at(minute) },
    })),
  );
}

async function replyTime({ db, businessId }: Cast) {
  return (await replyTimesOf(db, [businessId])).get(businessId) ?? null;
}

/** Waits of so many minutes, each in a conversation of its own. */
async function waits(cast: Cast, minutes: number[]) {
  for (const wait of minutes)
    await talk(cast, [
      ["customer", 0],
      ["agent", wait],
    ]);
}

describe("the reply time", () => {
  it("is the median of what customers waited", async () => {
    const cast = await castForTest();
    await waits(cast, [1, 2, 3, 10, 600]);
    expect(await replyTime(cast)).toEqual({ medianSeconds: 180, waits: 5 });
  });

  it("counts from the first of several messages to the first human answer, past notices and bots", async () => {
    const cast = await castForTest();
    const lines: Line[] = [
      ["customer", 0],
      ["customer", 3],
      ["bot", 3],
      ["system", 7],
      ["agent", 8],
      ["owner", 20],
    ];
    for (let n = 0; n < WAITS_MIN; n += 1) await talk(cast, lines);
    expect(await replyTime(cast)).toEqual({ medianSeconds: 480, waits: 5 });
  });

  it("counts every wait of a conversation", async () => {
    const cast = await castForTest();
    const wait = (n: number): Line[] => [
      ["customer", n * 100],
      ["agent", n * 100 + n],
    ];
    await talk(cast, [1, 2, 3, 4, 5].flatMap(wait));
    expect(await replyTime(cast)).toEqual({ medianSeconds: 180, waits: 5 });
  });

  it("counts who was never answered as waiting for ever", async () => {
    const cast = await castForTest();
    await waits(cast, [1, 2, 3]);
    await talk(cast, [["customer", 0]]);
    await talk(cast, [
      ["customer", 0],
      ["bot", 1],
    ]);
    expect(await replyTime(cast)).toEqual({ medianSeconds: 180, waits: 5 });
    await talk(cast, [["customer", 0]]);
    await talk(cast, [["customer", 0]]);
    expect(await replyTime(cast)).toBeNull();
  });

  it("is not told from too few waits", async () => {
    const cast = await castForTest();
    await waits(
      cast,
      Array.from({ length: WAITS_MIN - 1 }, () => 1),
    );
    expect(await replyTime(cast)).toBeNull();
    await waits(cast, [1]);
    expect(await replyTime(cast)).toMatchObject({ waits: WAITS_MIN });
  });

  it("does not take the middle of a wait for its beginning in a long conversation", async () => {
    const cast = await castForTest();
    const long: Line[] = [...Array.from({ length: 40 }, (_, n): Line => ["customer", n]), ["agent", 900]];
    for (let n = 0; n < WAITS_MIN; n += 1) await talk(cast, long);
    expect(await replyTime(cast)).toBeNull();
  });

  it("looks at the newest conversations, and forgets how it was long ago", async () => {
    const cast = await castForTest();
    for (let n = 0; n < 20; n += 1)
      await talk(cast, [
        ["customer", 0],
        ["agent", 60],
      ]);
    for (let n = 0; n < 20; n += 1)
      await talk(cast, [
        ["customer", 10_000],
        ["agent", 10_001],
      ]);
    expect(await replyTime(cast)).toEqual({ medianSeconds: 60, waits: 20 });
  });

  it("is a business's own, and not of its broadcasts", async () => {
    const [cast, other] = [await castForTest(), await castForTest()];
    await waits(other, [1, 1, 1, 1, 1]);
    await talk(
      cast,
      Array.from({ length: 20 }, (_, n): Line => [n % 2 ? "agent" : "customer", n]),
      "broadcast",
    );
    expect(await replyTime(cast)).toBeNull();
    const both = await replyTimesOf(cast.db, [cast.businessId, other.businessId]);
    expect([...both.keys()]).toEqual([other.businessId]);
    await cast.db.delete(conversations).where(eq(conversations.businessId, other.businessId));
    expect(await replyTimesOf(cast.db, [])).toEqual(new Map());
  });
});
