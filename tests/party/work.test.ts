import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { append } from "@/db/append";
import { accessTo } from "@/db/conversations";
import { inboxPage } from "@/db/inbox";
import { conversations, memberships } from "@/db/schema";
import { changesSince, snapshotOf } from "@/db/snapshot";
import { tags } from "@/db/work-parts";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import type { Entry } from "@/lib/ledger";
import { feedId } from "@/lib/protocol/feed";
import { CLOCK, notesIdOf, type WorkWish } from "@/lib/work";
import type { SocketOfTest } from "../support/backstage";
import { type Cast, castForTest, type Person } from "../support/cast";
import { rehearsal } from "../support/rehearsal";
import { outcomesOf, saidBy } from "../support/stored";

const notesOf = (cast: Cast): Cast => ({ ...cast, conversationId: notesIdOf(cast.conversationId) });
const asks = (by: Person, wish: WorkWish, more: { id?: string; expected?: WorkWish } = {}): Entry => ({
  ...{ op: "work", id: uuid(), ...by, wish },
  ...more,
});
const workOf = async ({ db, conversationId }: Cast) => {
  const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
  return row;
};
const toldIn = async (cast: Cast) => {
  const { messages } = (await changesSince(cast.db, { ...notesOf(cast), after: 0 })) ?? {};
  return (messages ?? []).map(({ metadata }) => metadata);
};
const type = (socket: SocketOfTest, wanted: string) => socket.heard.filter((event) => event.type === wanted);
const say = (socket: SocketOfTest, body: string) =>
  socket.send(JSON.stringify({ type: "message:send", id: uuid(), body }));

describe("work", () => {
  it("[J1] is told among the notes and in the inbox, and nothing of it to the customer", async () => {
    const { backstage, enters, maya, sam, ines, businessId, conversationId, ...cast } = await rehearsal();
    const mayas = await enters(maya);
    const notes = await enters(ines, { conversationId: notesIdOf(conversationId) });
    const me = await backstage.connect({ party: "feed", room: feedId.me(maya.userId), ...maya });
    const inbox = await backstage.connect({ party: "feed", room: feedId.inbox(businessId), ...sam });
    say(mayas, "Is the oat milk back?");
    await expect.poll(() => type(inbox, "conversation:changed").length).toBe(1);
    await expect.poll(() => type(me, "conversation:changed").length).toBe(1);
    notes.send(JSON.stringify({ type: "work:set", id: uuid(), wish: { assigneeId: sam.userId } }));
    await expect.poll(() => type(inbox, "conversation:changed").length).toBe(2);
    expect(type(inbox, "conversation:changed")[1]).toMatchObject({
      conversation: { id: conversationId, rev: 1, work: { rev: 1, assigneeId: sam.userId, status: "open" } },
    });
    expect(type(notes, "message:new")).toMatchObject([
      {
        rev: 1,
        message: {
          kind: "system",
          senderName: "Ines",
          metadata: {
            event: "work",
            was: { assigneeId: null },
            now: { assigneeId: sam.userId },
            names: { [sam.userId]: "Sam" },
          },
        },
      },
    ]);
    say(mayas, "Hello?");
    await expect.poll(() => type(me, "conversation:changed").length).toBe(2);
    expect(JSON.stringify([mayas.heard, me.heard])).not.toContain("assignee");
    expect(JSON.stringify(me.heard)).not.toContain("work");
    expect((await snapshotOf(cast.db, conversationId))?.rev).toBe(2);
  });

  it("[J5] given in turn is its holder's for good once they answer", async () => {
    const cast = await castForTest();
    const { sam, ines, maya } = cast;
    const leaseUntil = new Date(Date.now() + 60_000).toISOString();
    const wish = { assigneeId: sam.userId };
    await outcomesOf(notesOf(cast), [{ op: "work", id: uuid(), ...CLOCK, wish, leaseUntil }]);
    const isLeased = async () => (await workOf(cast))?.leaseUntil != null;
    for (const by of [maya, ines]) {
      await saidBy(cast, by);
      expect(await isLeased()).toBe(true);
    }
    await saidBy(cast, sam);
    expect([await isLeased(), (await workOf(cast))?.assigneeId]).toEqual([false, sam.userId]);
  });

  it("[J5] is given in turn by the site alone", async () => {
    const cast = await rehearsal();
    const { backstage, ines, sam, conversationId } = cast;
    const room = notesIdOf(conversationId);
    const notes = await backstage.connect({ party: "main", room, ...ines, session: uuid() });
    const leaseUntil = new Date(Date.now() + 60_000).toISOString();
    const wish = { assigneeId: sam.userId };
    notes.send(JSON.stringify({ type: "work:set", id: uuid(), wish, leaseUntil }));
    await expect.poll(() => type(notes, "refused")).toMatchObject([{ code: "forbidden" }]);
    expect((await workOf(cast))?.assigneeId).toBeNull();
  });

  it("[J1] is in no customer's hands, and their notes open to no customer", async () => {
    const { enters, maya, leo, sam, conversationId, db } = await rehearsal();
    const room = notesIdOf(conversationId);
    for (const person of [maya, leo]) {
      expect(await accessTo(db, { conversationId: room, userId: person.userId })).toBeNull();
      const socket = await enters(person, { conversationId: room });
      await expect.poll(() => type(socket, "refused")).toMatchObject([{ code: "not-found" }]);
    }
    expect(await accessTo(db, { conversationId: room, userId: sam.userId })).toMatchObject({
      role: "agent",
      kind: "internal",
    });
    const mayas = await enters(maya);
    mayas.send(JSON.stringify({ type: "work:set", id: uuid(), wish: { priority: 3 } }));
    await expect.poll(() => type(mayas, "refused")).toMatchObject([{ code: "forbidden" }]);
    // It has its place among the notes, and calls, members and joining have none there.
    const sams = await enters(sam);
    sams.send(JSON.stringify({ type: "work:set", id: uuid(), wish: { priority: 3 } }));
    await expect.poll(() => type(sams, "refused")).toMatchObject([{ code: "forbidden" }]);
    const notes = await enters(sam, { conversationId: room });
    notes.send('{"type":"join"}');
    await expect.poll(() => type(notes, "refused")).toMatchObject([{ code: "forbidden" }]);
    say(notes, "She is a regular");
    await expect.poll(() => type(notes, "message:new").length).toBe(1);
    expect((await snapshotOf(db, room))?.participants).toEqual([]);
  });

  it("[J2] changes once for what is repeated, and not for whoever was slower", async () => {
    const cast = await castForTest();
    const { sam, ines } = cast;
    const notes = notesOf(cast);
    const id = uuid();
    const takes = (by: Person, asked?: string) =>
      asks(by, { assigneeId: by.userId }, { expected: { assigneeId: null }, ...(asked && { id: asked }) });
    expect(await outcomesOf(notes, [takes(sam, id), takes(ines), takes(sam, id), takes(sam)])).toMatchObject([
      { is: "stored" },
      { is: "refused", code: "conflict" },
      { is: "repeat" },
      { is: "unchanged" },
    ]);
    expect(await outcomesOf(notes, [takes(sam, id), takes(ines), takes(sam)])).toMatchObject([
      { is: "repeat" },
      { is: "refused", code: "conflict" },
      { is: "unchanged" },
    ]);
    expect(await toldIn(cast)).toHaveLength(1);
    expect(await workOf(cast)).toMatchObject({ assigneeId: sam.userId, workRev: 1, rev: 0 });
  });

  it("[J2] goes with what is said in the same batch, and one change after the other", async () => {
    const cast = await castForTest();
    const { pool, conversationId, maya, sam } = cast;
    const notes = notesIdOf(conversationId);
    await append(pool, [
      { conversationId, entry: { op: "message", id: uuid(), ...maya, body: "Hello" } },
      { conversationId: notes, entry: asks(sam, { priority: 3 }) },
      { conversationId: notes, entry: { op: "message", id: uuid(), ...sam, body: "Urgent" } },
      { conversationId: notes, entry: asks(sam, { priority: 2 }) },
      { conversationId, entry: { op: "message", id: uuid(), ...sam, body: "Hi!" } },
    ]);
    expect(await workOf(cast)).toMatchObject({ priority: 2, workRev: 2, lastSeq: 2, rev: 2 });
    expect(await workOf(notesOf(cast))).toMatchObject({ lastSeq: 3, rev: 3, lastPreview: "Urgent" });
    expect((await toldIn(cast)).map(({ was, now }) => [was, now])).toEqual([
      [{ priority: 1 }, { priority: 3 }],
      [undefined, undefined],
      [{ priority: 3 }, { priority: 2 }],
    ]);
  });

  it("[J6] is not put aside while its customer writes what whoever does it has not seen", async () => {
    const cast = await castForTest();
    const { pool, conversationId, maya, sam } = cast;
    const says = (by: Person, body: string): Entry => ({ op: "message", id: uuid(), ...by, body });
    const notes = notesOf(cast);
    await append(pool, [{ conversationId, entry: says(maya, "Hello") }]);
    await append(pool, [{ conversationId, entry: says(sam, "Hi!") }]);
    await append(pool, [{ conversationId, entry: says(maya, "One more thing") }]);
    const completes = (basedOnSeq?: number) =>
      ({ ...asks(sam, { status: "completed" }), basedOnSeq }) as Entry;
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const snoozes = { ...asks(sam, { status: "snoozed", snoozedUntil: soon }), basedOnSeq: 1 } as Entry;
    expect(await outcomesOf(notes, [completes(2), snoozes, completes(0)])).toMatchObject(
      Array.from({ length: 3 }, () => ({ is: "refused", code: "stale", unseen: [] })),
    );
    // What is no putting aside is nothing to look at again for.
    const urgent = { ...asks(sam, { priority: 3 }), basedOnSeq: 0 } as Entry;
    expect(await outcomesOf(notes, [urgent])).toMatchObject([{ is: "stored" }]);
    expect(await workOf(cast)).toMatchObject({ status: "open", priority: 3 });
    expect(await outcomesOf(notes, [completes(3)])).toMatchObject([{ is: "stored" }]);
    expect(await workOf(cast)).toMatchObject({ status: "completed" });
  });

  it("[J3] [S37] is given to members of the business alone, and tagged with its own tags", async () => {
    const [cast, other] = [await castForTest(), await castForTest()];
    const { db, businessId, sam, maya, ines } = cast;
    const refused = { is: "refused", code: "not-found" };
    const [theirs] = await other.db
      .insert(tags)
      .values({ businessId: other.businessId, name: "VIP", color: "clay" })
      .returning();
    const [ours] = await db.insert(tags).values({ businessId, name: "Wholesale", color: "pine" }).returning();
    const outcomes = await outcomesOf(notesOf(cast), [
      asks(sam, { assigneeId: maya.userId }),
      asks(sam, { assigneeId: other.sam.userId }),
      asks(sam, { tag: { id: theirs?.id ?? "", on: true } }),
      asks(sam, { tag: { id: ours?.id ?? "", on: true } }),
      asks(sam, { assigneeId: ines.userId }),
    ]);
    expect(outcomes).toMatchObject([refused, refused, refused, { is: "stored" }, { is: "stored" }]);
    expect((await toldIn(cast))[0]?.names).toEqual({ [ours?.id ?? ""]: "Wholesale" });
    await db.delete(memberships).where(eq(memberships.userId, ines.userId));
    expect(await outcomesOf(notesOf(cast), [asks(sam, { assigneeId: ines.userId })])).toMatchObject([
      refused,
    ]);
    // Where there are no notes there is no work.
    expect(await outcomesOf(cast, [asks(sam, { priority: 3 })])).toMatchObject([refused]);
  });

  it.each([
    ["snoozed", "Any news?", "open"],
    ["completed", "It broke again", "open"],
    ["archived", "It broke again", "open"],
    ["snoozed", "Thanks!", "open"],
    ["completed", "Thanks a lot!", "completed"],
    ["open", "Any news?", "open"],
  ] as const)("[J4] that is %s is, when Maya writes %j, %s", async (status, body, after) => {
    const cast = await castForTest();
    const snoozedUntil = status === "snoozed" ? "2099-01-01T00:00:00.000Z" : null;
    await outcomesOf(notesOf(cast), [asks(cast.sam, { status, snoozedUntil })]);
    const before = await workOf(cast);
    await saidBy(cast, cast.sam, "We are on it");
    expect((await workOf(cast))?.status).toBe(status);
    await saidBy(cast, cast.maya, body);
    const isWoken = status !== "open" && after === "open";
    expect(await workOf(cast)).toMatchObject({
      ...{ status: after, isWakeOwed: isWoken, snoozedUntil: null },
      workRev: (before?.workRev ?? 0) + Number(isWoken),
    });
  });

  it("[J4] that a customer opened again is told among the notes, once, also after the room failed", async () => {
    const cast = await rehearsal();
    const { enters, maya, sam, db, conversationId } = cast;
    await outcomesOf(notesOf(cast), [asks(sam, { status: "completed" })]);
    // As when the rooms die between the commit and what follows it.
    await saidBy(cast, maya, "One more thing");
    expect(await workOf(cast)).toMatchObject({ status: "open", isWakeOwed: true });
    const notes = await enters(sam, { conversationId: notesIdOf(conversationId) });
    const mayas = await enters(maya);
    say(mayas, "Are you there?");
    await expect
      .poll(() => type(notes, "message:new"))
      .toMatchObject([{ message: { senderName: "Maya", metadata: { event: "woken" } } }]);
    await expect.poll(async () => (await workOf(cast))?.isWakeOwed).toBe(false);
    say(mayas, "Hello?");
    await expect.poll(async () => (await snapshotOf(db, conversationId))?.seq).toBe(3);
    expect(await outcomesOf(notesOf(cast), [{ op: "woken" }, { op: "woken" }])).toEqual([
      { is: "unchanged" },
      { is: "unchanged" },
    ]);
    expect((await toldIn(cast)).map(({ event }) => event)).toEqual(["work", "woken"]);
    const page = await inboxPage(db, { ...cast, readerId: sam.userId, view: EVERYTHING_OPEN });
    expect(page.conversations).toMatchObject([{ id: conversationId, work: { status: "open" } }]);
  });

  it("[J4] wakes what is put aside in the same batch: open is the side nothing is lost on", async () => {
    const cast = await castForTest();
    const { pool, conversationId, maya, sam } = cast;
    const appended = await append(pool, [
      { conversationId, entry: { op: "message", id: uuid(), ...maya, body: "Hello" } },
      { conversationId: notesIdOf(conversationId), entry: asks(sam, { status: "completed" }) },
    ]);
    expect(appended[0]?.isWakeOwed).toBe(true);
    expect((await workOf(cast))?.status).toBe("open");
  });
});
