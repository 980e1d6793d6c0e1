import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import { type Append, type Appended, append } from "@/db/append";
import { historyHead } from "@/db/messages";
import { changesSince, snapshotOf } from "@/db/snapshot";
import type { Membership, Outcome, Snapshot } from "@/lib/ledger";
import type { HistoryHead } from "@/lib/protocol/history";
import type { Message } from "@/lib/protocol/message";
import { castForTest, type Person } from "../support/cast";
import { groupOf } from "../support/stored";
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
  "message" in outcome
    ? {
        ...outcome,
        message: timeless(outcome.message),
        ...("thread" in outcome && { thread: { ...outcome.thread, lastAt: "" } }),
      }
    : outcome;
/**
 * What became of each entry, and for what a list will show whose it is. Who writes has read up to what they write;
 * whether their receipt of the same batch says so, too, does not matter.
 */
const toldOf = (appended: Appended[], batch: Append[]) =>
  appended.map(({ outcome, business, customers }, n) => {
    const asked = batch[n]?.entry;
    const isWriting = batch.some(
      ({ entry }) => entry.op === "message" && asked && "userId" in asked && entry.userId === asked.userId,
    );
    if (asked?.op === "receipt" && isWriting) return "read by writing";
    const isShown = ["stored", "changed", "marked"].includes(outcome.is);
    return [outcomeOf(outcome), ...(isShown ? [business, customers.toSorted()] : [])];
  });
const sorted = <Each extends object>(list: Each[]) =>
  list.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
const inOrder = ({ receipts, participants, threadReads, ...snapshot }: Snapshot) => ({
  ...snapshot,
  receipts: sorted(receipts),
  participants: sorted(participants.map(({ userId, name, role, rank }) => ({ userId, name, role, rank }))),
  threadReads: sorted(threadReads.map(({ userId, threadId, read }) => ({ userId, threadId, read }))),
});
const headOf = ({ messages, threads, threadReads, ...head }: HistoryHead) => ({
  ...head,
  messages: messages.map(timeless),
  threads: sorted(threads.map(({ id, messageId, replies }) => ({ id, messageId, replies }))),
  threadReads: sorted(threadReads.map(({ threadId, read }) => ({ threadId, read }))),
});

it.each([
  { seed: 1, isGroup: false },
  { seed: 2, isGroup: false },
  { seed: 3, isGroup: true },
  { seed: 4, isGroup: true },
])("[F39] the model of the database answers as the database does (%o)", async ({ seed, isGroup }) => {
  const cast = await castForTest();
  const { db, pool, conversationId, businessId, maya, sam, ines, leo } = isGroup ? await groupOf(cast) : cast;
  const chance = new Chance(seed);
  const memory = new Memory();
  memory.add(conversationId, { business: businessId, participants: [maya], isGroup });
  const people = [maya, sam, ines, leo];
  const ids: string[] = [];
  const entry = (by: Person): Append["entry"] => {
    const kind = chance.below(isGroup ? 22 : 18);
    if (kind >= 18) return membershipOf(by);
    if (kind >= 16) return { op: "thread-read", ...by, threadId: threadId(), read: chance.below(4) };
    if (kind >= 14) return replyOf(by);
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
  const threadId = () => chance.pick(ids) ?? uuid();
  const replyOf = (by: Person): Append["entry"] => {
    const id = uuid();
    ids.push(id);
    return { op: "message", id, ...by, body: "about that", threadId: threadId() };
  };
  const membershipOf = (by: Person): Append["entry"] => {
    const member = chance.pick(people) ?? maya;
    const wish = chance.pick<Membership>([
      { op: "add", member },
      { op: "add", member },
      { op: "remove", memberId: member.userId },
      { op: "leave" },
      { op: "rank", memberId: member.userId, rank: chance.isTrue(0.7) ? "host" : "member" },
      { op: "rename", title: `Title ${chance.below(3)}` },
    ]) ?? { op: "leave" };
    return { ...wish, id: chance.isTrue(0.2) ? (chance.pick(ids) ?? uuid()) : uuid(), ...by };
  };
  const changeOf = (by: Person, id: string): Append["entry"] =>
    chance.pick<Append["entry"]>([
      { op: "edit", id, ...by, body: `edited ${chance.below(3)}` },
      { op: "delete", id, ...by },
      { op: "restore", id, ...by },
      { op: "thread", id, ...by, threadId: chance.isTrue(0.8) ? id : uuid(), title: "" },
      { op: "thread", id, ...by, threadId: id, title: "" },
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
  const modelled = await memory.snapshot(conversationId);
  // Whose it is makes no difference to the model.
  expect(modelled && inOrder({ ...modelled, businessId })).toEqual(inOrder(snapshot));
  const fromMemory = await memory.head({ businessId, readerId: maya.userId }, conversationId);
  expect(headOf(fromMemory)).toEqual(headOf(head));
  const missed = await memory.changes(conversationId, after);
  expect([missed.rev, missed.messages?.map(timeless)]).toEqual([changes.rev, changes.messages.map(timeless)]);
});
