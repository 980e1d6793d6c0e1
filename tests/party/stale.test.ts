import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { append } from "@/db/append";
import { isWorthRepeating } from "@/db/failure";
import { snapshotOf } from "@/db/snapshot";
import { CHANGES_MAX, type Entry, type Outcome, UNSEEN_MAX } from "@/lib/ledger";
import { WHOLE_BODY_LENGTH_MAX } from "@/lib/protocol/message";
import { notesIdOf } from "@/lib/work";
import type { SocketOfTest } from "../support/backstage";
import { type Cast, castForRooms, castForTest, messagesOf, type Person } from "../support/cast";
import { rehearsal } from "../support/rehearsal";
import { groupOf, outcomesOf, saidBy } from "../support/stored";
import { openTab, type Tab } from "../support/tab";

type Saying = Extract<Entry, { op: "message" }>;
const says = (by: Person, body: string, more: Partial<Saying> = {}): Saying => ({
  ...{ op: "message", id: uuid(), ...by, body },
  ...more,
});
const stale = (...bodies: string[]) => ({
  ...{ is: "refused", code: "stale" },
  unseen: bodies.map((body) => expect.objectContaining({ body })),
});
const bodiesIn = async (cast: Cast) => (await messagesOf(cast)).map(({ body }) => body);
const heard = (socket: SocketOfTest, type: string) => socket.heard.filter((event) => event.type === type);
const send = (socket: SocketOfTest, body: string, more: object = {}) =>
  socket.send(JSON.stringify({ type: "message:send", id: uuid(), body, ...more }));

describe("the stale-reply guard", () => {
  it("[Q1] refuses what was written without having seen what the customer or a colleague said since", async () => {
    const cast = await castForTest();
    const { maya, sam, ines } = cast;
    await saidBy(cast, maya, "Is the oat milk back?");
    const [first] = await outcomesOf(cast, [says(sam, "Yes, since today", { basedOnSeq: 1 })]);
    expect(first).toMatchObject({ is: "stored", message: { seq: 2 } });
    expect(await outcomesOf(cast, [says(ines, "Not yet", { basedOnSeq: 1 })])).toEqual([
      stale("Yes, since today"),
    ]);
    await saidBy(cast, maya, "Two litres, please");
    expect(await outcomesOf(cast, [says(sam, "How many?", { basedOnSeq: 2 })])).toEqual([
      stale("Two litres, please"),
    ]);
    expect(await bodiesIn(cast)).toEqual(["Is the oat milk back?", "Yes, since today", "Two litres, please"]);
    expect(await outcomesOf(cast, [says(sam, "Right away", { basedOnSeq: 3 })])).toMatchObject([
      { is: "stored" },
    ]);
  });

  it("[Q1] lets one of two agents through who answer in one batch", async () => {
    const cast = await castForTest();
    const { maya, sam, ines } = cast;
    await saidBy(cast, maya, "Is it ready?");
    expect(
      await outcomesOf(cast, [
        says(sam, "Yes", { basedOnSeq: 1 }),
        says(ines, "Tomorrow", { basedOnSeq: 1 }),
        says(sam, "At the counter", { basedOnSeq: 1 }),
      ]),
    ).toMatchObject([{ is: "stored" }, stale("Yes"), { is: "stored" }]);
    // What nobody has committed yet nobody can have seen, whatever they say they have.
    expect(
      await outcomesOf(cast, [says(maya, "Thanks"), says(ines, "Welcome", { basedOnSeq: 99 })]),
    ).toMatchObject([{ is: "stored" }, stale("Thanks")]);
  });

  it("[Q1] counts neither notices, nor what is deleted, nor one's own; in a thread only the thread", async () => {
    const cast = await groupOf(await castForTest());
    const { maya, sam, ines } = cast;
    const [root, threadId] = [await saidBy(cast, maya, "Which beans?"), uuid()];
    const gone = await saidBy(cast, maya, "Wrong chat");
    await outcomesOf(cast, [
      { op: "delete", id: gone, ...maya },
      { op: "join", ...sam },
      { op: "thread", id: root, threadId, title: "", ...ines },
      says(sam, "Hello"),
    ]);
    expect(await outcomesOf(cast, [says(sam, "I will look", { basedOnSeq: 1 })])).toMatchObject([
      { is: "stored" },
    ]);
    await outcomesOf(cast, [says(ines, "These", { threadId })]);
    expect(await outcomesOf(cast, [says(sam, "Those", { basedOnSeq: 5 })])).toEqual([stale("These")]);
    await saidBy(cast, maya, "Never mind");
    expect(
      await outcomesOf(cast, [
        says(sam, "Which?", { basedOnSeq: 6, threadId }),
        says(ines, "These here", { basedOnSeq: 6, threadId }),
      ]),
    ).toEqual([expect.objectContaining({ is: "stored" }), stale("Which?")]);
  });

  it("[Q1] holds where another room of the conversation stores something in between", async () => {
    const cast = await castForTest();
    const { conversationId, maya, sam, ines } = cast;
    await saidBy(cast, maya, "Anybody there?");
    // The ledger, too, tries again where another process was faster.
    const race = async (by: Person, body: string): Promise<Outcome | undefined> => {
      const entry = says(by, body, { basedOnSeq: 1 });
      for (;;) {
        try {
          return (await append(cast.pool, [{ conversationId, entry }]))[0]?.outcome;
        } catch (error) {
          if (!isWorthRepeating(error)) throw error;
        }
      }
    };
    const outcomes = await Promise.all([
      ...Array.from({ length: 4 }, (_, n) => race(sam, `Sam ${n}`)),
      ...Array.from({ length: 4 }, (_, n) => race(ines, `Ines ${n}`)),
    ]);
    const writers = new Set((await messagesOf(cast)).slice(1).map(({ senderName }) => senderName));
    expect(writers.size).toBe(1);
    expect(outcomes.filter((each) => each?.is === "stored")).toHaveLength(4);
    expect(outcomes.filter((each) => each?.is === "refused" && each.code === "stale")).toHaveLength(4);
  });

  it("[Q2] tells the newest of what was not seen, long ones as previews", async () => {
    const cast = await castForTest();
    const { maya, sam } = cast;
    for (let n = 0; n < UNSEEN_MAX; n += 1) await saidBy(cast, maya, `question ${n}`);
    const all = Array.from({ length: UNSEEN_MAX }, (_, n) => `question ${n}`);
    expect(await outcomesOf(cast, [says(sam, "Hello", { basedOnSeq: 0 })])).toEqual([stale(...all)]);
    const long = "x".repeat(WHOLE_BODY_LENGTH_MAX + 1);
    const [, refused] = await outcomesOf(cast, [says(maya, long), says(sam, "Hello", { basedOnSeq: 0 })]);
    expect(refused).toMatchObject(stale(...all.slice(1), long.slice(0, 200)));
    expect(refused).toMatchObject({ unseen: { length: UNSEEN_MAX } });
  });

  it("[Q2] tells it over the socket and over HTTP, to whoever asked alone", async () => {
    const cast = await rehearsal();
    const { backstage, enters, conversationId, maya, sam, ines } = cast;
    const [mayas, sams, others] = [await enters(maya), await enters(sam), await enters(ines)];
    send(mayas, "Is it ready?");
    await expect.poll(() => heard(sams, "message:new").length).toBe(1);
    const id = uuid();
    send(sams, "For when?", { id, basedOnSeq: 0 });
    await expect
      .poll(() => heard(sams, "refused"))
      .toMatchObject([{ id, code: "stale", retryable: false, unseen: [{ body: "Is it ready?", seq: 1 }] }]);
    const response = await backstage.post(
      { party: "main", room: conversationId, ...ines },
      { type: "message:send", id: uuid(), body: "For when?", basedOnSeq: 0 },
    );
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      error: { code: "stale", unseen: [{ body: "Is it ready?" }] },
    });
    expect([mayas, others].flatMap((socket) => heard(socket, "refused"))).toEqual([]);
    expect(await bodiesIn(cast)).toEqual(["Is it ready?"]);
    // Sent anyway, under the same id.
    send(sams, "For when?", { id, basedOnSeq: 1 });
    await expect.poll(() => heard(mayas, "message:new").at(-1)).toMatchObject({ message: { id } });
  });

  it("[Q3] brings a repeat its first row, whatever was said since", async () => {
    const cast = await castForTest();
    const { maya, sam } = cast;
    const reply = says(sam, "Hello", { basedOnSeq: 0 });
    await outcomesOf(cast, [reply]);
    await saidBy(cast, maya, "Hi!");
    const repeat = { is: "repeat", message: { seq: 1 } };
    expect(await outcomesOf(cast, [reply, says(maya, "Are you there?"), reply])).toMatchObject([
      repeat,
      { is: "stored" },
      repeat,
    ]);
  });

  it("[Q4] has nobody join to say what is stale, and whoever repeats what is stored join again", async () => {
    const cast = await rehearsal();
    const { enters, conversationId, db, maya, sam } = cast;
    await saidBy(cast, maya, "Is it ready?");
    const sams = await enters(sam);
    send(sams, "For when?", { basedOnSeq: 0 });
    await expect.poll(() => heard(sams, "refused")).toMatchObject([{ code: "stale" }]);
    expect((await snapshotOf(db, conversationId))?.seq).toBe(1);
    const reply = says(sam, "For when?", { basedOnSeq: 1 });
    await outcomesOf(cast, [reply]);
    await saidBy(cast, maya, "Tomorrow");
    send(sams, reply.body, { id: reply.id, basedOnSeq: 1 });
    await expect.poll(() => heard(sams, "message:new").at(-1)).toMatchObject({ message: { seq: 2 } });
    expect(heard(sams, "refused")).toHaveLength(1);
  });

  it("[Q5] never bothers a customer, nor whoever writes a note", async () => {
    const cast = await castForTest();
    const { conversationId, maya, sam, ines } = cast;
    await saidBy(cast, sam, "Hello");
    expect(await outcomesOf(cast, [says(maya, "Hi", { basedOnSeq: 0 })])).toMatchObject([{ is: "stored" }]);
    const notes = { ...cast, conversationId: notesIdOf(conversationId) };
    await saidBy(notes, ines, "She is a regular");
    expect(await outcomesOf(notes, [says(sam, "I know", { basedOnSeq: 0 })])).toMatchObject([
      { is: "stored" },
    ]);
  });

  const seen = (tab: Tab, stored: string[]) =>
    expect.poll(() => tab.shows().stored, { timeout: 10_000 }).toEqual(stored);
  const refusedIn = (tab: Tab) => tab.client.getSnapshot().unsent.map(({ refused }) => refused);
  const isRefusedFor = (tab: Tab, ...bodies: string[]) =>
    expect
      .poll(() => refusedIn(tab), { timeout: 10_000 })
      .toMatchObject([{ code: "stale", unseen: bodies.map((body) => ({ body })) }]);

  it("[Q6] [F11] judges by what was seen before a cut, though all is known once the line is back", async () => {
    const cast = await castForRooms();
    await saidBy(cast, cast.maya, "Is it ready?");
    const [sam, ines] = [
      await openTab(cast, cast.sam, { readSeq: 0 }),
      await openTab(cast, cast.ines, { readSeq: 0 }),
    ];
    sam.client.see(1);
    await expect.poll(() => sam.client.getSnapshot().connection).toBe("online");
    sam.line.cut();
    const id = sam.client.send("For when?");
    ines.client.see(1);
    ines.client.send("Yes, at the counter");
    await seen(ines, ["Is it ready?", "Ines joined", "Yes, at the counter"]);
    sam.line.mend();
    await isRefusedFor(sam, "Yes, at the counter");
    await seen(sam, ["Is it ready?", "Ines joined", "Yes, at the counter"]);
    // Sent anyway, it is based on what was shown of it.
    sam.client.retry(id);
    await seen(ines, ["Is it ready?", "Ines joined", "Yes, at the counter", "Sam joined", "For when?"]);
  });

  it("[Q6] [F11] [F17] judges so on the next day, from another tab, and in two tabs at once", async () => {
    const cast = await castForRooms();
    await saidBy(cast, cast.maya, "Is it ready?");
    const first = await openTab(cast, cast.sam, { readSeq: 0 });
    first.client.see(1);
    first.line.cut();
    const id = first.client.send("For when?");
    await expect.poll(async () => (await first.device.load()).length).toBe(1);
    first.close();
    // More than is told one by one.
    const { conversationId, maya } = cast;
    const entries = Array.from({ length: CHANGES_MAX + 1 }, (_, n) => says(maya, `Hello ${n}`));
    await append(
      cast.pool,
      entries.map((entry) => ({ conversationId, entry })),
    );
    const { device } = first;
    const tabs = [
      await openTab(cast, cast.sam, { device, readSeq: 0 }),
      await openTab(cast, cast.sam, { device, readSeq: 0 }),
    ];
    const newest = entries.slice(-UNSEEN_MAX).map(({ body }) => body);
    for (const tab of tabs) await isRefusedFor(tab, ...newest);
    for (const tab of tabs) tab.client.retry(id);
    for (const tab of tabs) await expect.poll(() => refusedIn(tab), { timeout: 10_000 }).toEqual([]);
    expect((await messagesOf(cast)).filter((each) => each.id === id)).toHaveLength(1);
    await expect.poll(() => device.load()).toEqual([]);
  });
});
