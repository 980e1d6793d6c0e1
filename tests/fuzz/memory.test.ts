import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import { type Append, type Appended, append } from "@/db/append";
import { historyHead } from "@/db/messages";
import { changesSince, snapshotOf } from "@/db/snapshot";
import type { Outcome, Snapshot } from "@/lib/ledger";
import type { Message } from "@/lib/protocol/message";
import { castForTest, type Person } from "../support/cast";
import { Chance } from "./chance";
import { Memory } from "./memory";

const BATCHES = 40;
const ENTRIES_MAX = 6;

/** The time of storing is the one thing that a model cannot know. */
const timeless = (message: Message) => ({
  ...message,
  createdAt: "",
  editedAt: message.editedAt && "edited",
  deletedAt: message.deletedAt && "deleted",
});
const outcomeOf = (outcome: Outcome) =>
  "message" in outcome ? { ...outcome, message: timeless(outcome.message) } : outcome;
/**
 * What became of each entry, and for what a list will show whose it is. Who writes has read up to what they write;
 * whether their receipt of the same batch says so, too, does not matter.
 */
const toldOf = (appended: Appended[], batch: Append[]) =>
  appended.map(({ outcome, business, customers }, n) => {
    const asked = batch[n]?.entry;
    const isWriting = batch.some(({ entry }) => entry.op === "message" && entry.userId === asked?.userId);
    if (asked?.op === "receipt" && isWriting) return "read by writing";
    const isShown = ["stored", "changed", "marked"].includes(outcome.is);
    return [outcomeOf(outcome), ...(isShown ? [business, customers] : [])];
  });
const inOrder = ({ receipts, participants, ...snapshot }: Snapshot) => ({
  ...snapshot,
  receipts: receipts.toSorted((one, other) => (one.userId < other.userId ? -1 : 1)),
  participants: participants.toSorted((one, other) => (one.userId < other.userId ? -1 : 1)),
});

it.each([1, 2])("the model of the database answers as the database does (seed %i)", async (seed) => {
  const { db, pool, conversationId, businessId, maya, sam, ines, leo } = await castForTest();
  const chance = new Chance(seed);
  const memory = new Memory();
  memory.add(conversationId, { business: businessId, participants: [maya] });
  const people = [maya, sam, ines, leo];
  const ids: string[] = [];
  const entry = (by: Person): Append["entry"] => {
    const kind = chance.below(14);
    if (kind >= 10) return changeOf(by, chance.pick(ids) ?? uuid());
    if (kind < 2) return { op: "join", ...by };
    if (kind < 5)
      return {
        op: "receipt",
        ...by,
        delivered: chance.below(ids.length + 3),
        read: chance.below(ids.length + 3),
      };
    const known = kind === 5 ? chance.pick(ids) : undefined;
    const id = known ?? uuid();
    const replyTo = kind === 6 ? chance.pick(ids) : undefined;
    ids.push(id);
    return { op: "message", id, ...by, replyTo, body: "x".repeat(chance.isTrue(0.1) ? 2_500 : 3) };
  };
  const changeOf = (by: Person, id: string): Append["entry"] =>
    chance.pick<Append["entry"]>([
      { op: "edit", id, ...by, body: `edited ${chance.below(3)}` },
      { op: "delete", id, ...by },
      { op: "restore", id, ...by },
      { op: "react", id, ...by, emoji: chance.isTrue(0.5) ? "👍" : "🎉", on: chance.isTrue(0.7) },
    ]) ?? { op: "delete", id, ...by };
  for (let n = 0; n < BATCHES; n += 1) {
    const batch = Array.from({ length: 1 + chance.below(ENTRIES_MAX) }, () => ({
      conversationId,
      entry: entry(chance.pick(people) ?? maya),
    }));
    const stored = await append(pool, batch);
    const modelled = memory.append(batch);
    expect(toldOf(modelled, batch)).toEqual(toldOf(stored, batch));
  }
  const [snapshot, head] = await Promise.all([
    snapshotOf(db, conversationId),
    historyHead(db, { conversationId, businessId, readerId: maya.userId }),
  ]);
  const after = chance.below(ids.length);
  const changes = await changesSince(db, { conversationId, after });
  if (!snapshot || !head || !changes?.messages) throw new Error("the conversation is there");
  expect(inOrder(await memory.snapshot(conversationId))).toEqual(inOrder(snapshot));
  const fromMemory = await memory.head({ businessId, readerId: maya.userId }, conversationId);
  expect({ ...fromMemory, messages: fromMemory.messages.map(timeless) }).toEqual({
    ...head,
    messages: head.messages.map(timeless),
  });
  const missed = await memory.changes(conversationId, after);
  expect([missed.rev, missed.messages?.map(timeless)]).toEqual([changes.rev, changes.messages.map(timeless)]);
});
