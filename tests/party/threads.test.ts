import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { append } from "@/db/append";
import { threads } from "@/db/conversation-parts";
import { historyHead } from "@/db/messages";
import { changesSince, snapshotOf } from "@/db/snapshot";
import { threadPage, threadsOf } from "@/db/threads";
import type { Entry } from "@/lib/ledger";
import { HISTORY_PAGE_SIZE } from "@/lib/protocol/history";
import { THREADS_PER_CONVERSATION_MAX } from "@/lib/protocol/thread";
import type { SocketOfTest } from "../support/backstage";
import { type Cast, castForTest, type Person } from "../support/cast";
import { rehearsal } from "../support/rehearsal";
import { outcomesOf, saidBy } from "../support/stored";

const heard = (socket: SocketOfTest, type: string) => socket.heard.filter((event) => event.type === type);
const hears = (socket: SocketOfTest, type: string, times = 1) =>
  expect
    .poll(() => heard(socket, type).length, { interval: 5, timeout: 5_000 })
    .toBeGreaterThanOrEqual(times);
const say = (socket: SocketOfTest, command: object) => socket.send(JSON.stringify(command));

const opening = (id: string, by: Person, threadId = id, title = ""): Entry => ({
  ...{ op: "thread", id, threadId, title },
  ...by,
});
const reply = (threadId: string, by: Person, id = uuid()): Entry => ({
  ...{ op: "message", id, body: "In the thread", threadId },
  ...by,
});

/** A message of Maya's with a thread. */
async function threadOf(cast: Cast): Promise<string> {
  const id = await saidBy(cast, cast.maya);
  await outcomesOf(cast, [opening(id, cast.sam)]);
  return id;
}

describe("threads", () => {
  it("[T1] are one to a message: whoever asks again is told of it", async () => {
    const cast = await castForTest();
    const id = await saidBy(cast, cast.maya);
    const thread = { id, messageId: id, title: "Oat milk", replies: 0, lastAt: expect.any(String) };
    const asked = await outcomesOf(cast, [
      opening(id, cast.sam, id, "Oat milk"),
      opening(id, cast.maya, uuid(), "Mine"),
    ]);
    expect(asked).toMatchObject([
      { is: "changed", op: "thread", message: { id, rev: 2, metadata: { thread: { id } } }, thread },
      { is: "same", op: "thread", message: { id, rev: 2 }, thread },
    ]);
    await outcomesOf(cast, [reply(id, cast.maya)]);
    expect(await outcomesOf(cast, [opening(id, cast.maya, uuid())])).toMatchObject([
      { is: "same", thread: { ...thread, replies: 1 } },
    ]);
  });

  it("[T1] take no id that another thread has", async () => {
    const cast = await castForTest();
    const id = await threadOf(cast);
    const other = await saidBy(cast, cast.maya);
    const conflict = { is: "refused", code: "conflict" };
    expect(await outcomesOf(cast, [opening(other, cast.maya, id)])).toEqual([conflict]);
    const third = await saidBy(cast, cast.maya);
    const twice = await outcomesOf(cast, [opening(other, cast.maya, third), opening(third, cast.maya)]);
    expect(twice).toMatchObject([{ is: "changed" }, conflict]);
  });

  it("[T2] grow from no message of a thread, and from none that is deleted", async () => {
    const cast = await castForTest();
    const id = await threadOf(cast);
    const inside = uuid();
    await outcomesOf(cast, [reply(id, cast.maya, inside)]);
    expect(await outcomesOf(cast, [opening(inside, cast.maya)])).toEqual([
      { is: "refused", code: "forbidden" },
    ]);
    const gone = await saidBy(cast, cast.maya);
    await outcomesOf(cast, [{ op: "delete", id: gone, ...cast.maya }]);
    expect(await outcomesOf(cast, [opening(gone, cast.maya)])).toEqual([
      { is: "refused", code: "not-found" },
    ]);
  });

  it("[T2] are as many as THREADS_PER_CONVERSATION_MAX, and not one more", async () => {
    const cast = await castForTest();
    const { db, conversationId, maya } = cast;
    await db.insert(threads).values(
      Array.from({ length: THREADS_PER_CONVERSATION_MAX - 1 }, () => ({
        ...{ id: uuid(), messageId: uuid(), conversationId, title: "", createdBy: maya.userId },
      })),
    );
    const [one, other] = [await saidBy(cast, maya), await saidBy(cast, maya)];
    const asked = await outcomesOf(cast, [opening(one, maya), opening(other, maya)]);
    expect(asked).toMatchObject([{ is: "changed" }, { is: "refused", code: "too-many" }]);
    expect(await outcomesOf(cast, [opening(other, maya)])).toMatchObject([{ code: "too-many" }]);
  });

  it("[T3] number their messages without gaps, in the batch that opens them as well", async () => {
    const cast = await castForTest();
    const { db, maya, sam } = cast;
    const id = await saidBy(cast, maya);
    const first = await outcomesOf(cast, [
      opening(id, sam),
      reply(id, sam),
      { op: "message", id: uuid(), ...maya, body: "Meanwhile" },
      reply(id, maya),
    ]);
    const later = await outcomesOf(cast, [reply(id, sam)]);
    expect([...first, ...later]).toMatchObject([
      { is: "changed", message: { rev: 2 } },
      { message: { threadId: id, threadSeq: 1, seq: 2, rev: 3 } },
      { message: { threadId: null, threadSeq: null, seq: 3, rev: 4 } },
      { message: { threadSeq: 2, seq: 4, rev: 5 } },
      { message: { threadSeq: 3, seq: 5, rev: 6 } },
    ]);
    const page = await threadPage(db, { ...cast, threadId: id, beforeThreadSeq: 1_000 });
    expect(page?.messages.map(({ threadSeq }) => threadSeq)).toEqual([1, 2, 3]);
    const { threads: all } = await threadsOf(db, { ...cast, readerId: maya.userId });
    expect(all).toMatchObject([{ id, replies: 3, lastAt: page?.messages.at(-1)?.createdAt }]);
  });

  it("[T3] number them without gaps when many write at once", async () => {
    const cast = await castForTest();
    const id = await threadOf(cast);
    const asked = await Promise.all(
      Array.from({ length: 24 }, (_, n) => outcomesOf(cast, [reply(id, n % 2 ? cast.maya : cast.sam)])),
    );
    const places = asked.flat().map((each) => (each.is === "stored" ? each.message.threadSeq : null));
    expect(places.toSorted((one, other) => (one ?? 0) - (other ?? 0))).toEqual(
      Array.from({ length: 24 }, (_, n) => n + 1),
    );
  });

  it("are read by pages from the end", async () => {
    const cast = await castForTest();
    const id = await threadOf(cast);
    const all = HISTORY_PAGE_SIZE + 3;
    await outcomesOf(
      cast,
      Array.from({ length: all }, () => reply(id, cast.maya)),
    );
    const page = (beforeThreadSeq: number) => threadPage(cast.db, { ...cast, threadId: id, beforeThreadSeq });
    const newest = await page(2 ** 31 - 1);
    expect([newest?.messages[0]?.threadSeq, newest?.messages.at(-1)?.threadSeq, newest?.hasMore]).toEqual([
      4,
      all,
      true,
    ]);
    const rest = await page(4);
    expect([rest?.messages.length, rest?.hasMore]).toEqual([3, false]);
    const stranger = { ...cast, businessId: uuid() };
    expect(await threadPage(cast.db, { ...stranger, threadId: id, beforeThreadSeq: 9 })).toBeNull();
  });

  it("[T4] of another conversation take no message, nor do those that are not there", async () => {
    const [cast, elsewhere] = [await castForTest(), await castForTest()];
    const id = await threadOf(elsewhere);
    for (const threadId of [id, uuid()])
      expect(await outcomesOf(cast, [reply(threadId, cast.maya)])).toEqual([
        { is: "refused", code: "not-found" },
      ]);
  });

  it("[T5] are told to everyone, and to whoever missed it by the message they grow from", async () => {
    const { enters, maya, sam } = await rehearsal();
    const [mayas, sams] = [await enters(maya), await enters(sam)];
    const [id, ref] = [uuid(), uuid()];
    say(mayas, { type: "message:send", id, body: "Is the oat milk back?" });
    await hears(sams, "message:new");
    say(sams, { type: "thread:create", id, messageId: id, ref });
    await hears(mayas, "thread:created");
    say(sams, { type: "message:send", id: uuid(), body: "From Monday", threadId: id });
    await hears(mayas, "message:new", 3);
    expect(heard(mayas, "thread:created")).toMatchObject([
      { rev: 2, ref, thread: { id, messageId: id, replies: 0 }, message: { id, rev: 2 } },
    ]);
    const late = await enters(maya, { after: 1 });
    await hears(late, "resumed");
    expect(heard(late, "message:new")).toMatchObject([
      { rev: 2, message: { id, metadata: { thread: { id, title: "" } } } },
      { rev: 3, message: { kind: "system" } },
      { rev: 4, message: { threadId: id, threadSeq: 1 } },
    ]);
  });

  it("[T5] outlast the message they grow from", async () => {
    const cast = await castForTest();
    const { db, conversationId, maya } = cast;
    const id = await threadOf(cast);
    await outcomesOf(cast, [reply(id, maya)]);
    await outcomesOf(cast, [{ op: "delete", id, ...maya }]);
    const changes = await changesSince(db, { conversationId, after: 0 });
    expect(changes?.messages?.find((message) => message.id === id)).toMatchObject({
      ...{ body: "", deletedAt: expect.any(String), metadata: { thread: { id } } },
    });
    expect(await outcomesOf(cast, [reply(id, maya)])).toMatchObject([{ message: { threadSeq: 2 } }]);
  });

  it("[T6] know how far each has read them: it only grows, never passes the last, and writing is reading", async () => {
    const cast = await castForTest();
    const { db, conversationId, businessId, maya, sam } = cast;
    const id = await threadOf(cast);
    const reads = (by: Person, read: number): Entry => ({
      ...{ op: "thread-read", threadId: id, read, userId: by.userId, role: by.role },
    });
    await outcomesOf(cast, [reply(id, maya), reply(id, maya)]);
    expect(await outcomesOf(cast, [reads(sam, 1)])).toMatchObject([
      { is: "glanced", threadRead: { read: 1 } },
    ]);
    expect(await outcomesOf(cast, [reads(sam, 99)])).toMatchObject([{ threadRead: { read: 2 } }]);
    expect(await outcomesOf(cast, [reads(sam, 1)])).toEqual([{ is: "unchanged" }]);
    await outcomesOf(cast, [reply(id, maya), reads(maya, 1), reads(sam, 1), reply(id, sam)]);
    const snapshot = await snapshotOf(db, conversationId);
    const readOf = (by: Person) => snapshot?.threadReads.find(({ userId }) => userId === by.userId)?.read;
    expect([readOf(maya), readOf(sam)]).toEqual([3, 4]);
    const head = await historyHead(db, { conversationId, businessId, readerId: sam.userId });
    expect(head?.threadReads).toEqual([{ threadId: id, read: 4 }]);
    const [stranger] = await append(cast.pool, [
      { conversationId: uuid(), entry: { ...reads(sam, 1), threadId: id } as Entry },
    ]);
    expect(stranger?.outcome).toEqual({ is: "unchanged" });
  });

  it("[T6] tell of reading to the reader's other devices alone", async () => {
    const { enters, maya, sam } = await rehearsal();
    const [mayas, sams, samsPhone] = [await enters(maya), await enters(sam), await enters(sam)];
    const id = uuid();
    say(mayas, { type: "message:send", id, body: "Is the oat milk back?" });
    say(mayas, { type: "thread:create", id, messageId: id });
    say(mayas, { type: "message:send", id: uuid(), body: "And the rye bread?", threadId: id });
    await hears(sams, "message:new", 2);
    say(sams, { type: "thread:read", id, read: 1 });
    await hears(samsPhone, "thread:read");
    expect(heard(samsPhone, "thread:read")).toEqual([{ type: "thread:read", threadId: id, read: 1 }]);
    const back = await enters(sam);
    await hears(back, "welcome");
    expect(heard(back, "welcome")).toMatchObject([{ threadReads: [{ threadId: id, read: 1 }] }]);
    const mayasPhone = await enters(maya);
    await hears(mayasPhone, "welcome");
    expect(heard(mayasPhone, "welcome")).toMatchObject([{ threadReads: [{ threadId: id, read: 1 }] }]);
    expect(heard(mayas, "thread:read")).toEqual([]);
  });
});
