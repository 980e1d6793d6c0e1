import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { readHead } from "@/app/conversation/history";
import { postMessage } from "@/app/conversation/post";
import { endSnoozes, tellWakes } from "@/app/due/snoozes";
import { readInbox } from "@/app/inbox/list";
import { changeWork } from "@/app/inbox/work";
import { conversations } from "@/db/schema";
import { snoozeChoices } from "@/lib/snooze";
import { notesIdOf, WORK_AT_ONCE_MAX } from "@/lib/work";
import { castOfSite } from "../support/viewers";

/** Maya has written, and her conversation is in the inbox. */
async function waiting() {
  const cast = await castOfSite();
  await postMessage(cast.asMaya, { conversationId: cast.conversationId, body: "Is the oat milk back?" });
  return cast;
}

it("changes how conversations stand, and says how each is taken back", async () => {
  const { asSam, sam, businessId, conversationId } = await waiting();
  const conversationIds = [conversationId];
  const done = await changeWork(asSam, { conversationIds, wish: { assigneeId: sam.userId, priority: 3 } });
  expect(done).toEqual({
    changed: [
      {
        conversationId,
        undo: {
          wish: { assigneeId: null, priority: 1 },
          expected: { assigneeId: sam.userId, priority: 3 },
        },
      },
    ],
    refused: [],
  });
  const mine = { businessId, view: { status: "open", assignee: "me", sort: "newest" } };
  expect((await readInbox(asSam, mine)).conversations).toMatchObject([{ id: conversationId }]);
  const [{ undo } = { undo: {} }] = done.changed;
  expect((await changeWork(asSam, { conversationIds, ...undo })).changed).toHaveLength(1);
  expect((await readInbox(asSam, mine)).conversations).toEqual([]);
  // Asked again it changes nothing, so there is nothing to take back.
  expect(await changeWork(asSam, { conversationIds, ...undo })).toEqual({ changed: [], refused: [] });
  expect(
    await changeWork(asSam, { conversationIds, wish: { priority: 0 }, expected: { priority: 2 } }),
  ).toEqual({
    changed: [],
    refused: [{ conversationId, code: "conflict" }],
  });
});

it("[S10] is nobody's but the members'; one foreign conversation among several refuses them all", async () => {
  const [cast, other] = [await waiting(), await waiting()];
  const { asSam, asMaya, asGuest, conversationId } = cast;
  const asked = { conversationIds: [conversationId], wish: { priority: 3 } };
  for (const who of [asMaya, asGuest, other.asSam])
    await expect(changeWork(who, asked)).rejects.toMatchObject({ code: "not-found" });
  await expect(
    changeWork(asSam, { ...asked, conversationIds: [conversationId, other.conversationId] }),
  ).rejects.toMatchObject({ code: "not-found" });
  await expect(
    changeWork(asSam, { ...asked, conversationIds: [notesIdOf(conversationId)] }),
  ).rejects.toMatchObject({ code: "not-found" });
  await expect(readHead(asMaya, { conversationId: notesIdOf(conversationId) })).rejects.toMatchObject({
    code: "not-found",
  });
});

it("takes so many at once and no more", async () => {
  const { asSam, conversationId } = await waiting();
  const many = (count: number) => ({
    conversationIds: Array.from({ length: count }, () => conversationId),
    wish: { priority: 2 },
  });
  expect((await changeWork(asSam, many(WORK_AT_ONCE_MAX))).refused).toEqual([]);
  await expect(changeWork(asSam, many(WORK_AT_ONCE_MAX + 1))).rejects.toMatchObject({ code: "bad-command" });
});

/** Mornings that were chosen the day before, where clocks change in the night between. */
it.each([
  ["Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T08:00:00.000Z"],
  ["America/New_York", "2026-03-07T20:00:00Z", "2026-03-08T13:00:00.000Z"],
  ["Australia/Lord_Howe", "2026-04-04T01:00:00Z", "2026-04-04T22:30:00.000Z"],
  ["UTC", "2026-10-24T12:00:00Z", "2026-10-25T09:00:00.000Z"],
])(
  "opens again what was snoozed in %s when its clock says so, once, and not before",
  async (zone, at, morning) => {
    const { asSam, conversationId, db } = await waiting();
    const [, tomorrow] = snoozeChoices(Date.parse(at), zone);
    const snoozedUntil = tomorrow?.until ?? "";
    expect(snoozedUntil).toBe(morning);
    await changeWork(asSam, { conversationIds: [conversationId], wish: { status: "snoozed", snoozedUntil } });
    const clock = (ms: number) => new Date(Date.parse(morning) + ms);
    const statusOf = async () =>
      (await db.select().from(conversations).where(eq(conversations.id, conversationId)))[0]?.status;
    await endSnoozes(clock(-1));
    expect(await statusOf()).toBe("snoozed");
    await Promise.all([endSnoozes(clock(0)), endSnoozes(clock(0))]);
    expect(await statusOf()).toBe("open");
    await endSnoozes(clock(1));
    const { messages } = await readHead(asSam, { conversationId: notesIdOf(conversationId) });
    expect(messages.map(({ senderName, metadata }) => [senderName, Object(metadata.now).status])).toEqual([
      ["Sam", "snoozed"],
      ["", "open"],
    ]);
  },
);

it("leaves alone what was put aside for longer while its time came", async () => {
  const { asSam, conversationId } = await waiting();
  const snooze = (snoozedUntil: string) =>
    changeWork(asSam, { conversationIds: [conversationId], wish: { status: "snoozed", snoozedUntil } });
  await snooze("2026-10-25T08:00:00.000Z");
  await snooze("2026-10-25T09:00:00.000Z");
  await endSnoozes(new Date("2026-10-25T08:00:00.000Z"));
  const { messages } = await readHead(asSam, { conversationId: notesIdOf(conversationId) });
  expect(messages.map(({ senderName }) => senderName)).toEqual(["Sam", "Sam"]);
});

it("has the notes told of a customer's return when the rooms could not", async () => {
  const { asSam, conversationId, db } = await waiting();
  await db.update(conversations).set({ isWakeOwed: true }).where(eq(conversations.id, conversationId));
  await tellWakes();
  await tellWakes();
  const { messages } = await readHead(asSam, { conversationId: notesIdOf(conversationId) });
  expect(messages.map(({ metadata }) => metadata.event)).toEqual(["woken"]);
  const { rows } = await db.execute(sql`select is_wake_owed from conversations where id = ${conversationId}`);
  expect(rows).toEqual([{ is_wake_owed: false }]);
});

it("is refused where the wish names nothing that is there", async () => {
  const { asSam, conversationId } = await waiting();
  const tag = { id: randomUUID(), on: true };
  expect(await changeWork(asSam, { conversationIds: [conversationId], wish: { tag } })).toMatchObject({
    refused: [{ code: "not-found" }],
  });
});
