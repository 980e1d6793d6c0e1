import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import { append } from "@/db/append";
import { SINCE_MESSAGES_MAX, sinceLooked } from "@/db/since";
import type { Entry } from "@/lib/ledger";
import { notesIdOf } from "@/lib/work";
import { castForTest, type Person } from "../support/cast";
import { outcomesOf } from "../support/stored";

const says = (by: Person, body = "Hello"): Entry => ({ op: "message", id: uuid(), ...by, body });
const sees = ({ userId, role }: Person, read: number): Entry => ({
  ...{ op: "receipt", userId, role, delivered: read, read },
});

it("tells what others said, how work turned, and what is owed since the marks", async () => {
  const cast = await castForTest();
  const { db, pool, businessId, conversationId, maya, sam, ines } = cast;
  const looked = (userId: string, business = businessId) =>
    sinceLooked(db, { conversationId, businessId: business, userId });
  const notes = { ...cast, conversationId: notesIdOf(conversationId) };
  const works = (wish: object): Entry => ({ op: "work", id: uuid(), ...ines, wish });
  await outcomesOf(cast, [says(maya)]);
  await outcomesOf(notes, [works({ priority: 3 })]);
  await outcomesOf(cast, [sees(sam, 1)]);
  await outcomesOf(notes, [sees(sam, 1)]);
  expect(await looked(sam.userId)).toBeNull();

  const [closing, dueAt] = [uuid(), new Date(Date.now() + 60_000).toISOString()];
  await append(pool, [
    { conversationId, entry: says(maya) },
    { conversationId, entry: says(maya) },
    { conversationId, entry: says(ines) },
    { conversationId, entry: { op: "promise", id: uuid(), ...ines, text: "Call", dueAt } },
    { conversationId, entry: { op: "propose", id: closing, ...ines } },
    { conversationId: notes.conversationId, entry: works({ assigneeId: ines.userId }) },
    { conversationId: notes.conversationId, entry: works({ priority: 0 }) },
  ]);
  await outcomesOf(cast, [{ op: "closing", id: closing, asked: { wish: "object" }, ...maya }]);
  expect(await looked(sam.userId)).toEqual({
    said: [
      { name: "Maya", count: 2 },
      { name: "Ines", count: 1 },
    ],
    hasMore: false,
    status: null,
    assignee: { was: null, now: "Ines" },
    priority: { was: 3, now: 0 },
    ...{ tagged: [], untagged: [] },
    promises: [{ text: "Call", dueAt: expect.any(String) }],
    closing: "objected",
  });
  // Whoever never looked, has seen all, or is of no such business, is told nothing.
  expect(await looked(cast.nora.userId)).toBeNull();
  expect(await looked(sam.userId, uuid())).toBeNull();
  await outcomesOf(cast, [sees(sam, 6)]);
  expect(await looked(sam.userId)).toBeNull();
});

it("counts no more than it looks at, and says that there is more", async () => {
  const cast = await castForTest();
  const { db, businessId, conversationId, maya, sam } = cast;
  await outcomesOf(cast, [says(maya), sees(sam, 1)]);
  const many = (count: number) => Array.from({ length: count }, () => says(maya));
  const looked = () => sinceLooked(db, { conversationId, businessId, userId: sam.userId });
  await outcomesOf(cast, [sees(sam, 1), ...many(SINCE_MESSAGES_MAX)]);
  expect(await looked()).toMatchObject({ said: [{ count: SINCE_MESSAGES_MAX }], hasMore: false });
  await outcomesOf(cast, many(1));
  expect(await looked()).toMatchObject({ said: [{ count: SINCE_MESSAGES_MAX }], hasMore: true });
});
