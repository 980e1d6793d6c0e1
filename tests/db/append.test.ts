import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it, vi } from "vitest";
import { append } from "@/db/append";
import { lists } from "@/db/append-lists";
import { receipts } from "@/db/conversation-parts";
import { openConversation } from "@/db/conversations";
import { isWorthRepeating } from "@/db/failure";
import { conversations, participants } from "@/db/schema";
import type { Entry, Outcome } from "@/lib/ledger";
import { notesIdOf } from "@/lib/work";
import { type Cast, castForTest, messagesOf, type Person } from "../support/cast";

function says(person: Person, body: string, id = uuid()): Entry {
  return { op: "message", id, ...person, body };
}

async function appendAll(
  cast: Cast,
  entries: Entry[],
  conversationId = cast.conversationId,
): Promise<Outcome[]> {
  const appended = await append(
    cast.pool,
    entries.map((entry) => ({ conversationId, entry })),
  );
  return appended.map(({ outcome }) => outcome);
}

function numbersOf(outcomes: Outcome[]) {
  return outcomes.map((each) =>
    "message" in each ? [each.is, each.message.seq, each.message.rev] : each.is,
  );
}

describe("append", () => {
  it("names a statement within what Postgres tells apart, however many lists it is given", async () => {
    const cast = await castForTest();
    const { pool, conversationId, maya, sam, ines } = cast;
    const asked = vi.spyOn(pool, "query");
    const [root, other] = [uuid(), uuid()];
    await appendAll(cast, [says(maya, "Hello", root), says(maya, "Hi", other)]);
    await append(pool, [
      ...[
        says(sam, "Yes?"),
        { op: "edit", id: root, ...maya, body: "Good morning" },
        { op: "react", id: root, ...sam, emoji: "👍", on: true },
        { op: "thread", id: other, ...sam, threadId: uuid(), title: "" },
        { op: "join", ...sam },
        { op: "receipt", userId: ines.userId, role: "agent", delivered: 1, read: 1 },
      ].map((entry) => ({ conversationId, entry: entry as Entry })),
      {
        conversationId: notesIdOf(conversationId),
        entry: { ...says(sam, "@Ines"), mentionIds: [ines.userId] } as Entry,
      },
      {
        conversationId: notesIdOf(conversationId),
        entry: { op: "work", id: uuid(), ...sam, wish: { priority: 2 } },
      },
    ]);
    const names = asked.mock.calls.flatMap(([query]) => Reflect.get(Object(query), "name") ?? []);
    expect(names).toHaveLength(2);
    expect(Math.max(...names.map((name: string) => name.length))).toBeLessThanOrEqual(63);
    expect(Object.keys(lists).length).toBeLessThanOrEqual(36);
  });

  it("[W2] numbers what is stored densely, in the order of the batch, per conversation", async () => {
    const cast = await castForTest();
    const { id: leos } = await openConversation(cast.db, {
      businessId: cast.businessId,
      customerId: cast.leo.userId,
    });
    const batch = [
      { conversationId: cast.conversationId, entry: says(cast.maya, "Is the oat milk back?") },
      { conversationId: leos, entry: says(cast.leo, "Do you have decaf?") },
      { conversationId: cast.conversationId, entry: says(cast.maya, "Asking for two.") },
    ];
    const first = await append(cast.pool, batch);
    expect(numbersOf(first.map(({ outcome }) => outcome))).toEqual([
      ["stored", 1, 1],
      ["stored", 1, 1],
      ["stored", 2, 2],
    ]);
    expect(numbersOf(await appendAll(cast, [says(cast.maya, "Hello?")]))).toEqual([["stored", 3, 3]]);
  });

  it("[W3] gives the first row back for a repeat by the same sender, and no number", async () => {
    const cast = await castForTest();
    const said = says(cast.maya, "Is the oat milk back?");
    const [first] = await appendAll(cast, [said]);
    const [again] = await appendAll(cast, [{ ...said, body: "something else" } as Entry]);
    expect(again).toEqual({ is: "repeat", message: first && "message" in first ? first.message : undefined });
    expect(numbersOf(await appendAll(cast, [says(cast.maya, "next")]))).toEqual([["stored", 2, 2]]);
  });

  it("[W3] stores an id that comes twice in one batch once", async () => {
    const cast = await castForTest();
    const said = says(cast.maya, "Is the oat milk back?");
    const outcomes = await appendAll(cast, [said, says(cast.maya, "between"), said]);
    expect(numbersOf(outcomes)).toEqual([
      ["stored", 1, 1],
      ["stored", 2, 2],
      ["repeat", 1, 1],
    ]);
  });

  it("[W4] answers anyone else's use of a taken id with a conflict that shows nothing", async () => {
    const cast = await castForTest();
    const { id: leos } = await openConversation(cast.db, {
      businessId: cast.businessId,
      customerId: cast.leo.userId,
    });
    const said = says(cast.maya, "my card ends in 4242");
    await appendAll(cast, [said]);
    const conflict = { is: "refused", code: "conflict" };
    expect(await appendAll(cast, [{ ...said, ...cast.leo } as Entry], leos)).toEqual([conflict]);
    expect(await appendAll(cast, [{ ...said, ...cast.sam } as Entry])).toEqual([conflict]);
    expect(await appendAll(cast, [said], leos)).toEqual([conflict]);
    const inOneBatch = says(cast.maya, "twice");
    expect((await appendAll(cast, [inOneBatch, { ...inOneBatch, ...cast.sam } as Entry])).at(1)).toEqual(
      conflict,
    );
  });

  it("refuses what is for no conversation, and stores its neighbours", async () => {
    const cast = await castForTest();
    const appended = await append(cast.pool, [
      { conversationId: uuid(), entry: says(cast.maya, "to nowhere") },
      { conversationId: cast.conversationId, entry: says(cast.maya, "to Harbor Coffee") },
    ]);
    expect(numbersOf(appended.map(({ outcome }) => outcome))).toEqual(["refused", ["stored", 1, 1]]);
  });

  it("[W10] tells once of somebody joining, before what they say", async () => {
    const cast = await castForTest();
    const join: Entry = { op: "join", ...cast.sam };
    const outcomes = await appendAll(cast, [
      says(cast.maya, "Hi"),
      join,
      join,
      says(cast.sam, "Hello Maya!"),
    ]);
    expect(numbersOf(outcomes)).toEqual([["stored", 1, 1], ["stored", 2, 2], "unchanged", ["stored", 3, 3]]);
    expect(outcomes[1]).toMatchObject({
      message: {
        kind: "system",
        senderRole: "system",
        body: "Sam joined",
        metadata: { event: "joined", ...cast.sam },
      },
    });
    expect(await appendAll(cast, [join])).toEqual([{ is: "unchanged" }]);
    const joined = await cast.db
      .select()
      .from(participants)
      .where(eq(participants.conversationId, cast.conversationId));
    expect(joined.map(({ userId }) => userId).toSorted()).toEqual(
      [cast.maya.userId, cast.sam.userId].toSorted(),
    );
  });

  it("[P4] keeps watermarks that only grow, never past the last message, and whoever writes has read", async () => {
    const cast = await castForTest();
    const receipt = (person: Person, delivered: number, read: number): Entry => ({
      op: "receipt",
      userId: person.userId,
      role: person.role,
      delivered,
      read,
    });
    await appendAll(cast, [says(cast.maya, "one"), says(cast.maya, "two"), says(cast.maya, "three")]);
    const { userId } = cast.sam;
    expect(await appendAll(cast, [receipt(cast.sam, 2, 1)])).toEqual([
      { is: "marked", receipt: { userId, delivered: 2, read: 1 } },
    ]);
    expect(await appendAll(cast, [receipt(cast.sam, 1, 0)])).toEqual([{ is: "unchanged" }]);
    expect(await appendAll(cast, [receipt(cast.sam, 0, 99)])).toEqual([
      { is: "marked", receipt: { userId, delivered: 3, read: 3 } },
    ]);
    await appendAll(cast, [says(cast.ines, "Hi"), receipt(cast.ines, 2, 2)]);
    const [ines] = await cast.db.select().from(receipts).where(eq(receipts.userId, cast.ines.userId));
    expect(ines).toMatchObject({ deliveredSeq: 4, readSeq: 4 });
  });

  it("keeps the list's view of a conversation: what a person last wrote, not who joined", async () => {
    const cast = await castForTest();
    await appendAll(cast, [says(cast.maya, "a".repeat(300)), { op: "join", ...cast.sam }]);
    const [row] = await cast.db.select().from(conversations).where(eq(conversations.id, cast.conversationId));
    expect(row).toMatchObject({
      lastSeq: 2,
      rev: 2,
      lastPreview: "a".repeat(200),
      lastSenderId: cast.maya.userId,
      lastSenderRole: "customer",
      lastSenderName: "Maya",
    });
    expect(row?.lastMessageAt).toBeInstanceOf(Date);
  });

  it("sends a long body as a preview and stores it whole", async () => {
    const cast = await castForTest();
    const [outcome] = await appendAll(cast, [says(cast.maya, "b".repeat(2_001))]);
    expect(outcome).toMatchObject({ message: { body: "b".repeat(200), hasMore: true } });
    const [row] = await messagesOf(cast);
    expect(row?.body).toHaveLength(2_001);
  });

  it("[W2] gives no number twice and none away when many write at once", async () => {
    const cast = await castForTest();
    const shared = says(cast.maya, "over two roads at once");
    const write = async (batch: Entry[]): Promise<Outcome[]> => {
      for (;;) {
        try {
          return await appendAll(cast, batch);
        } catch (error) {
          if (!isWorthRepeating(error)) throw error;
        }
      }
    };
    const batches = Array.from({ length: 24 }, (_, n) => [
      shared,
      says(cast.maya, `${n} a`),
      says(cast.maya, `${n} b`),
    ]);
    await Promise.all(batches.map(write));
    const rows = await messagesOf(cast);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 49 }, (_, n) => n + 1));
    expect(rows.map(({ rev }) => rev)).toEqual(rows.map(({ seq }) => seq));
    expect(rows.filter(({ id }) => "id" in shared && id === shared.id)).toHaveLength(1);
  });
});
