import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { conversations } from "@/db/schema";
import { changesSince, snapshotOf } from "@/db/snapshot";
import { closings, promises } from "@/db/work-parts";
import { CLOSING_COMMENT_LENGTH_MAX, type ClosingWish } from "@/lib/closing";
import type { Entry } from "@/lib/ledger";
import {
  PROMISE_LENGTH_MAX,
  PROMISED_WITHIN_MAX_MS,
  PROMISES_OPEN_MAX,
  type PromiseWish,
} from "@/lib/promise";
import { feedId } from "@/lib/protocol/feed";
import { CLOCK, notesIdOf } from "@/lib/work";
import type { SocketOfTest } from "../support/backstage";
import { type Cast, castForTest, messagesOf, type Person } from "../support/cast";
import { rehearsal } from "../support/rehearsal";
import { groupOf, outcomesOf, saidBy } from "../support/stored";

const heard = (socket: SocketOfTest, type: string) => socket.heard.filter((event) => event.type === type);
const say = (socket: SocketOfTest, command: object) => socket.send(JSON.stringify(command));
const proposes = (by: Person, id = uuid()): Entry => ({ op: "propose", id, ...by });
const wishes = (by: Person, id: string, wish: Exclude<ClosingWish["wish"], "rate">): Entry => ({
  ...{ op: "closing", id, asked: { wish }, ...by },
});
const rates = (by: Person, id: string, rating: number, comment = ""): Entry => ({
  ...{ op: "closing", id, asked: { wish: "rate", rating, comment }, ...by },
});
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const promises_ = (by: Person, dueAt: string, id = uuid()): Entry => ({
  ...{ op: "promise", id, text: "Ask the roaster", dueAt, ...by },
});
const settles = (by: Person, id: string, state: PromiseWish): Entry => ({ op: "promised", id, state, ...by });
const clock: Person = CLOCK;

const rowOf = async ({ db, conversationId }: Cast) => {
  const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
  return row;
};
const keptOf = ({ db, conversationId }: Cast) =>
  db.select().from(closings).where(eq(closings.conversationId, conversationId)).orderBy(closings.createdAt);
const setStatus = ({ db, conversationId }: Cast, status: "open" | "completed" | "archived") =>
  db.update(conversations).set({ status }).where(eq(conversations.id, conversationId));

/** A conversation in which Sam has proposed that all is done. */
async function proposed() {
  const cast = await castForTest();
  const id = uuid();
  await saidBy(cast, cast.maya);
  await outcomesOf(cast, [proposes(cast.sam, id)]);
  return { ...cast, id };
}

describe("completing", () => {
  it("[L1] is one message, which changes as it goes on, and a row beside it", async () => {
    const cast = await proposed();
    const { id, maya, sam } = cast;
    expect(await outcomesOf(cast, [proposes(sam, id), proposes(cast.ines)])).toMatchObject([
      { is: "repeat", message: { id, seq: 2, metadata: { event: "closing", state: "proposed" } } },
      { is: "refused", code: "conflict" },
    ]);
    const [, told] = await messagesOf(cast);
    const [row] = await keptOf(cast);
    expect(row).toMatchObject({ id, state: "proposed", userId: sam.userId, closedAt: null });
    expect(row?.until.toISOString()).toBe(told?.metadata.until);
    expect(await outcomesOf(cast, [wishes(maya, id, "confirm")])).toMatchObject([
      { is: "changed", op: "closing", message: { id, seq: 2, rev: 3, metadata: { state: "confirmed" } } },
    ]);
    expect(await keptOf(cast)).toMatchObject([{ state: "confirmed", closedAt: expect.any(Date) }]);
    expect(await changesSince(cast.db, { conversationId: cast.conversationId, after: 2 })).toMatchObject({
      messages: [{ id, rev: 3, metadata: { state: "confirmed" } }],
    });
    // It is what lists show, as a call is.
    expect(await rowOf(cast)).toMatchObject({ lastSort: "closing", lastPreview: "confirmed", lastSeq: 2 });
    // And another may follow.
    expect(await outcomesOf(cast, [proposes(cast.ines)])).toMatchObject([{ is: "stored" }]);
  });

  it("[L1] has one of two who ask at once, in a batch and by two ledgers", async () => {
    const cast = await castForTest();
    const { sam, ines, nora } = cast;
    expect(await outcomesOf(cast, [proposes(sam), proposes(ines)])).toMatchObject([
      { is: "stored" },
      { is: "refused", code: "conflict" },
    ]);
    const other = await castForTest();
    await Promise.allSettled([sam, ines, nora].map((each) => outcomesOf(other, [proposes(each)])));
    expect(await keptOf(other)).toHaveLength(1);
    expect(await messagesOf(other)).toHaveLength(1);
  });

  it("[L1] has no place in groups and among notes, and is proposed by no customer", async () => {
    const { enters, maya, sam, ...rest } = await rehearsal();
    const group = await groupOf({ ...rest, maya, sam });
    expect(await outcomesOf(group, [proposes(sam)])).toMatchObject([{ code: "forbidden" }]);
    expect(await outcomesOf({ ...rest, conversationId: uuid() }, [proposes(sam)])).toMatchObject([
      { code: "not-found" },
    ]);
    const [mayas, notes] = [
      await enters(maya),
      await enters(sam, { conversationId: notesIdOf(rest.conversationId) }),
    ];
    for (const socket of [mayas, notes]) {
      say(socket, { type: "closing:propose", id: uuid() });
      await expect.poll(() => heard(socket, "refused")).toMatchObject([{ code: "forbidden" }]);
    }
    say(notes, { type: "promise:make", id: uuid(), text: "Call", dueAt: inHours(1) });
    await expect.poll(() => heard(notes, "refused").length).toBe(2);
    say(mayas, { type: "promise:make", id: uuid(), text: "Pay", dueAt: inHours(1) });
    await expect.poll(() => heard(mayas, "refused").length).toBe(2);
    expect(await messagesOf({ ...rest, maya, sam })).toEqual([]);
  });

  it("[L2] is decided by whoever is first; a repeat does nothing", async () => {
    const cast = await proposed();
    const { id, maya, sam, ines } = cast;
    expect(
      await outcomesOf(cast, [
        wishes(sam, id, "confirm"),
        wishes(maya, id, "withdraw"),
        wishes(maya, id, "object"),
        wishes(maya, id, "object"),
        wishes(ines, id, "withdraw"),
        wishes(clock, id, "lapse"),
      ]),
    ).toMatchObject([
      { code: "forbidden" },
      { code: "forbidden" },
      { is: "changed" },
      { is: "same" },
      { code: "conflict" },
      { code: "conflict" },
    ]);
    const elsewhere = await castForTest();
    expect(await outcomesOf(elsewhere, [wishes(maya, id, "confirm")])).toMatchObject([{ code: "not-found" }]);
    const text = await saidBy(cast, maya);
    expect(await outcomesOf(cast, [wishes(maya, text, "confirm")])).toMatchObject([{ code: "not-found" }]);
  });

  it("[L2] lapses, and is missed, by the site's word alone", async () => {
    const { enters, sam, maya, ...cast } = await rehearsal();
    const [sams, mayas] = [await enters(sam), await enters(maya)];
    const id = uuid();
    say(sams, { type: "closing:propose", id });
    await expect.poll(() => heard(mayas, "message:new").length).toBe(2);
    for (const socket of [sams, mayas]) {
      say(socket, { type: "closing:answer", id, wish: "lapse" });
      await expect.poll(() => heard(socket, "refused")).toMatchObject([{ id, code: "forbidden" }]);
    }
    const promise = uuid();
    say(sams, { type: "promise:make", id: promise, text: "Call", dueAt: inHours(1) });
    await expect.poll(() => heard(mayas, "message:new").length).toBe(3);
    say(sams, { type: "promise:settle", id: promise, state: "missed" });
    await expect.poll(() => heard(sams, "refused").length).toBe(2);
    expect(await keptOf({ ...cast, maya, sam })).toMatchObject([{ state: "proposed" }]);
  });

  it("[L3] completes the conversation, and tells both sides and the inbox of it", async () => {
    const { backstage, enters, maya, sam, ines, businessId, ...rest } = await rehearsal();
    const [sams, mayas] = [await enters(sam), await enters(maya)];
    const inbox = await backstage.connect({ party: "feed", room: feedId.inbox(businessId), ...ines });
    const id = uuid();
    say(mayas, { type: "message:send", id: uuid(), body: "Is it here?" });
    await expect.poll(() => heard(sams, "message:new").length).toBe(1);
    say(sams, { type: "closing:propose", id });
    // Sam takes part from then on, as whoever answers does.
    await expect.poll(() => heard(mayas, "message:new").length).toBe(3);
    say(mayas, { type: "closing:answer", id, wish: "confirm" });
    for (const socket of [sams, mayas])
      await expect
        .poll(() => heard(socket, "message:edited"))
        .toMatchObject([{ message: { id, metadata: { state: "confirmed" } } }]);
    await expect
      .poll(() => heard(inbox, "conversation:changed").at(-1))
      .toMatchObject({
        conversation: { rev: 4, lastMessage: { sort: "closing" }, work: { rev: 1, status: "completed" } },
      });
    expect(await rowOf({ ...rest, maya, sam, ines, businessId })).toMatchObject({
      status: "completed",
      isWakeOwed: false,
    });
  });

  it("[L3] opens by an objection what was put aside, and leaves archived what lapses", async () => {
    const cast = await proposed();
    const { id, maya } = cast;
    await setStatus(cast, "completed");
    await outcomesOf(cast, [wishes(maya, id, "object")]);
    expect(await rowOf(cast)).toMatchObject({ status: "open", workRev: 1, lastPreview: "objected" });
    const [again, archived] = [uuid(), await proposed()];
    await outcomesOf(cast, [proposes(cast.sam, again)]);
    await outcomesOf(cast, [wishes(clock, again, "lapse")]);
    expect(await rowOf(cast)).toMatchObject({ status: "completed", workRev: 2 });
    await setStatus(archived, "archived");
    await outcomesOf(archived, [wishes(clock, archived.id, "lapse")]);
    expect(await rowOf(archived)).toMatchObject({ status: "archived", workRev: 0 });
  });

  it("[L4] is objected to by what the customer writes, and not by thanks or by the business", async () => {
    const { enters, maya, sam, conversationId, db, ...rest } = await rehearsal();
    const [sams, mayas] = [await enters(sam), await enters(maya)];
    const cast = { ...rest, maya, sam, conversationId, db };
    const first = uuid();
    const repeated = { type: "message:send", id: uuid(), body: "Where is my order?" };
    say(mayas, repeated);
    await expect.poll(() => heard(sams, "message:new").length).toBe(1);
    say(sams, { type: "closing:propose", id: first });
    await expect.poll(() => heard(mayas, "message:new").length).toBe(3);
    expect((await snapshotOf(db, conversationId))?.closing).toEqual({ id: first, seq: 3 });
    say(sams, { type: "message:send", id: uuid(), body: "Anything else?" });
    say(mayas, { type: "message:send", id: uuid(), body: "Thanks a lot!" });
    // What was written before, and is repeated because its answer was lost, is no answer.
    say(mayas, repeated);
    await expect.poll(() => heard(mayas, "message:new").length).toBe(6);
    expect(await keptOf(cast)).toMatchObject([{ state: "proposed" }]);
    say(mayas, { type: "message:send", id: uuid(), body: "But the cups are broken" });
    await expect
      .poll(() => heard(sams, "message:edited"))
      .toMatchObject([{ message: { id: first, metadata: { state: "objected" } } }]);
    expect(await rowOf(cast)).toMatchObject({ status: "open", lastPreview: "But the cups are broken" });
    expect((await snapshotOf(db, conversationId))?.closing).toBeNull();
  });

  it("[L4] is not opened again by thanks for what is completed", async () => {
    const cast = await proposed();
    const { id, maya } = cast;
    await outcomesOf(cast, [wishes(maya, id, "confirm")]);
    await saidBy(cast, maya, "Thank you so much!");
    expect(await rowOf(cast)).toMatchObject({ status: "completed" });
    await saidBy(cast, maya, "One more thing");
    expect(await rowOf(cast)).toMatchObject({ status: "open" });
    expect(await keptOf(cast)).toMatchObject([{ state: "confirmed" }]);
  });

  it("[L5] is rated by the customer once it is done, and changed until something is proposed anew", async () => {
    const cast = await proposed();
    const { id, maya, sam } = cast;
    expect(await outcomesOf(cast, [rates(maya, id, 4)])).toMatchObject([{ code: "conflict" }]);
    await outcomesOf(cast, [wishes(maya, id, "confirm")]);
    expect(
      await outcomesOf(cast, [
        rates(sam, id, 1),
        rates(maya, id, 4),
        rates(maya, id, 4),
        rates(maya, id, 5, "Kind"),
      ]),
    ).toMatchObject([{ code: "forbidden" }, { is: "changed" }, { is: "same" }, { is: "changed" }]);
    const [before] = await keptOf(cast);
    expect(before).toMatchObject({ rating: 5, comment: "Kind", state: "confirmed" });
    expect(await rowOf(cast)).toMatchObject({ status: "completed", workRev: 1 });
    await outcomesOf(cast, [proposes(sam)]);
    expect(await outcomesOf(cast, [rates(maya, id, 1)])).toMatchObject([{ code: "conflict" }]);
    expect(await keptOf(cast)).toMatchObject([{ rating: 5, closedAt: before?.closedAt }, { rating: null }]);
  });

  it("[L5] [C1] takes a rating of one to five and a comment up to its limit, at the door", async () => {
    const { enters, maya, sam, ...rest } = await rehearsal();
    const mayas = await enters(maya);
    const id = uuid();
    await outcomesOf(rest, [proposes(sam, id)]);
    await outcomesOf(rest, [wishes(maya, id, "confirm")]);
    const wrong = [
      { rating: 0 },
      { rating: 6 },
      { rating: 2.5 },
      { rating: 3, comment: "x".repeat(CLOSING_COMMENT_LENGTH_MAX + 1) },
    ];
    for (const each of wrong) say(mayas, { type: "closing:rate", id, ...each });
    await expect
      .poll(() => heard(mayas, "refused").map(({ code }) => code))
      .toEqual(wrong.map(() => "bad-command"));
    const comment = "x".repeat(CLOSING_COMMENT_LENGTH_MAX);
    say(mayas, { type: "closing:rate", id, rating: 3, comment });
    await expect.poll(() => keptOf({ ...rest, maya, sam })).toMatchObject([{ rating: 3, comment }]);
  });
});

describe("a promise", () => {
  it("[O1] is told to both sides, and the conversation is due when the first of several is", async () => {
    const cast = await castForTest();
    const { sam, ines, maya } = cast;
    await saidBy(cast, maya);
    const [soon, later, between] = [inHours(1), inHours(5), inHours(3)];
    const [first, second] = [uuid(), uuid()];
    expect(await outcomesOf(cast, [promises_(sam, later, second)])).toMatchObject([
      { is: "stored", message: { metadata: { event: "promise", state: "open", dueAt: later } } },
    ]);
    expect((await rowOf(cast))?.dueAt?.toISOString()).toBe(later);
    expect(await outcomesOf(cast, [promises_(ines, soon, first), promises_(sam, between)])).toMatchObject([
      { is: "stored" },
      { is: "stored" },
    ]);
    expect((await rowOf(cast))?.dueAt?.toISOString()).toBe(soon);
    expect(await outcomesOf(cast, [promises_(ines, soon, first)])).toMatchObject([{ is: "repeat" }]);
    await outcomesOf(cast, [settles(sam, first, "kept")]);
    expect((await rowOf(cast))?.dueAt?.toISOString()).toBe(between);
    // It is no answer, which lists would show.
    expect(await rowOf(cast)).toMatchObject({ lastPreview: "Hello" });
  });

  it("[O1] is of the future, within a year, and one of not too many", async () => {
    const cast = await castForTest();
    const { sam } = cast;
    const past = new Date(Date.now() - 60_000).toISOString();
    const far = new Date(Date.now() + PROMISED_WITHIN_MAX_MS + 60_000).toISOString();
    expect(await outcomesOf(cast, [promises_(sam, past), promises_(sam, far)])).toMatchObject([
      { code: "bad-command" },
      { code: "bad-command" },
    ]);
    const ids = Array.from({ length: PROMISES_OPEN_MAX }, () => uuid());
    const made = await outcomesOf(
      cast,
      ids.map((id) => promises_(sam, inHours(1), id)),
    );
    expect(made.every(({ is }) => is === "stored")).toBe(true);
    expect(await outcomesOf(cast, [promises_(sam, inHours(1))])).toMatchObject([{ code: "too-many" }]);
    await outcomesOf(cast, [settles(sam, ids[0] ?? "", "withdrawn")]);
    expect(await outcomesOf(cast, [promises_(sam, inHours(1)), promises_(sam, inHours(1))])).toMatchObject([
      { is: "stored" },
      { code: "too-many" },
    ]);
  });

  it("[O2] is kept or taken back by the business, and due as long as it is neither", async () => {
    const cast = await castForTest();
    const { sam, ines, maya } = cast;
    const [id, dueAt] = [uuid(), inHours(2)];
    await outcomesOf(cast, [promises_(sam, dueAt, id)]);
    expect(
      await outcomesOf(cast, [
        settles(maya, id, "kept"),
        settles(ines, id, "missed"),
        settles(clock, id, "missed"),
        settles(clock, id, "missed"),
      ]),
    ).toMatchObject([{ code: "forbidden" }, { code: "forbidden" }, { is: "changed" }, { is: "same" }]);
    expect((await rowOf(cast))?.dueAt?.toISOString()).toBe(dueAt);
    expect(await outcomesOf(cast, [settles(ines, id, "kept"), settles(sam, id, "withdrawn")])).toMatchObject([
      { is: "changed" },
      { code: "conflict" },
    ]);
    expect((await rowOf(cast))?.dueAt).toBeNull();
    const [row] = await cast.db.select().from(promises).where(eq(promises.id, id));
    expect(row).toMatchObject({ state: "kept", userId: sam.userId });
  });

  it("[O2] [C1] has words, and no more of them than its limit", async () => {
    const { enters, sam, maya, ...rest } = await rehearsal();
    const sams = await enters(sam);
    const dueAt = inHours(1);
    for (const text of ["", " ", "x".repeat(PROMISE_LENGTH_MAX + 1)])
      say(sams, { type: "promise:make", id: uuid(), text, dueAt });
    await expect.poll(() => heard(sams, "refused").length).toBe(3);
    say(sams, { type: "promise:make", id: uuid(), text: "x".repeat(PROMISE_LENGTH_MAX), dueAt });
    await expect.poll(() => messagesOf({ ...rest, sam, maya }).then(({ length }) => length)).toBe(2);
  });
});
