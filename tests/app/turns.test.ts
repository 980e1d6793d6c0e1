import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { leaveBusiness } from "@/app/account/leaving";
import { readHead } from "@/app/conversation/history";
import { postMessage } from "@/app/conversation/post";
import { endLeases, GIVEN_AT_ONCE_MAX, giveOut, LEASE_MS } from "@/app/due/turns";
import { setTurns } from "@/app/inbox/turns";
import { changeWork } from "@/app/inbox/work";
import { redis } from "@/app/redis";
import { openConversation } from "@/db/conversations";
import { conversations } from "@/db/schema";
import { addGuest } from "@/db/users";
import { markGone, markHere, PRESENCE_TTL_MS } from "@/lib/server/presence";
import { notesIdOf } from "@/lib/work";
import { castOfSite, signedIn } from "../support/viewers";

type Scene = Awaited<ReturnType<typeof inTurn>>;

/** Harbor Coffee gives out in turn, and Maya waits for an answer. */
async function inTurn() {
  const cast = await castOfSite();
  const { asNora, asMaya, businessId, conversationId } = cast;
  await setTurns(asNora, { businessId, isInTurn: true });
  await postMessage(asMaya, { conversationId, body: "Is the oat milk back?" });
  return cast;
}

/** From here on somebody has the inbox open until they go; a lease is over long before that is forgotten. */
const enters = ({ businessId }: Scene, { userId }: { userId: string }, atMs = Date.now()) =>
  markHere(redis(), { businessId, userIds: [userId] }, atMs);
const leaves = ({ businessId }: Scene, { userId }: { userId: string }) =>
  markGone(redis(), { businessId, userId });

async function holdOf({ db }: Scene, conversationId: string) {
  const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
  return { holder: row?.assigneeId ?? null, isLeased: row?.leaseUntil != null };
}

async function toldIn({ asNora, conversationId }: Scene) {
  const { messages } = await readHead(asNora, { conversationId: notesIdOf(conversationId) });
  return messages.map(({ senderName, metadata }) => [senderName, Object(metadata.now).assigneeId]);
}

/** Guests who wrote to the business one after the other. */
async function writers({ db, businessId }: Scene, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const guest = await addGuest(db, `Guest ${n}`);
    const { id } = await openConversation(db, { businessId, customerId: guest.id });
    await postMessage(await signedIn(guest.id), { conversationId: id, body: "Hello?" });
    ids.push(id);
  }
  return ids;
}

it("[J5] gives what waits to whom was given something longest ago, in turn", async () => {
  const scene = await inTurn();
  const { sam, ines, conversationId } = scene;
  const ids = [conversationId, ...(await writers(scene, 3))];
  for (const who of [sam, ines]) await enters(scene, who);
  await giveOut(new Date());
  const holders = await Promise.all(ids.map((id) => holdOf(scene, id)));
  expect(holders.every(({ isLeased }) => isLeased)).toBe(true);
  const names = holders.map(({ holder }) => holder);
  expect(new Set(names.slice(0, 2))).toEqual(new Set([sam.userId, ines.userId]));
  expect(names.slice(2)).toEqual(names.slice(0, 2));
  expect(await toldIn(scene)).toEqual([["", names[0]]]);
  const [next = ""] = await writers(scene, 1);
  await giveOut(new Date());
  expect((await holdOf(scene, next)).holder).toBe(names[0]);
});

it("[J5] gives nothing where nobody is there, nobody waits, or the owner does not want it", async () => {
  const scene = await inTurn();
  const { asNora, asSam, sam, businessId, conversationId } = scene;
  await giveOut(new Date());
  expect(await holdOf(scene, conversationId)).toEqual({ holder: null, isLeased: false });
  await enters(scene, sam);
  await setTurns(asNora, { businessId, isInTurn: false });
  await giveOut(new Date());
  expect((await holdOf(scene, conversationId)).holder).toBeNull();
  await setTurns(asNora, { businessId, isInTurn: true });
  await postMessage(asSam, { conversationId, body: "It is." });
  await giveOut(new Date());
  expect((await holdOf(scene, conversationId)).holder).toBeNull();
});

it("[J5] gives a conversation to one, though two processes give at once, and takes it from nobody", async () => {
  const scene = await inTurn();
  const { asNora, nora, sam, ines, conversationId } = scene;
  const [taken = "", ...free] = await writers(scene, 3);
  for (const who of [sam, ines]) await enters(scene, who);
  await changeWork(asNora, { conversationIds: [taken], wish: { assigneeId: nora.userId } });
  await Promise.all([giveOut(new Date()), giveOut(new Date())]);
  expect(await holdOf(scene, taken)).toEqual({ holder: nora.userId, isLeased: false });
  expect(await toldIn(scene)).toHaveLength(1);
  for (const id of [conversationId, ...free]) expect((await holdOf(scene, id)).isLeased).toBe(true);
});

it("[J5] lets a lease go on while its holder is there, and gives it to the next once they are not", async () => {
  const scene = await inTurn();
  const { sam, ines, conversationId } = scene;
  await enters(scene, sam);
  await giveOut(new Date());
  const overMs = Date.now() + LEASE_MS + 1_000;
  await enters(scene, sam, overMs);
  await enters(scene, ines, overMs);
  await endLeases(new Date(overMs));
  expect(await holdOf(scene, conversationId)).toEqual({ holder: sam.userId, isLeased: true });
  await leaves(scene, sam);
  await endLeases(new Date(overMs));
  expect((await holdOf(scene, conversationId)).holder).toBe(sam.userId);
  const againMs = overMs + LEASE_MS;
  await enters(scene, ines, againMs);
  await Promise.all([endLeases(new Date(againMs)), endLeases(new Date(againMs))]);
  await Promise.all([giveOut(new Date(againMs)), giveOut(new Date(againMs))]);
  expect(await holdOf(scene, conversationId)).toEqual({ holder: ines.userId, isLeased: true });
  expect(await toldIn(scene)).toEqual([
    ["", sam.userId],
    ["", null],
    ["", ines.userId],
  ]);
});

it("[J5] ends a lease at its moment and not before, unless its holder was there until then", async () => {
  const scene = await inTurn();
  const { db, sam, conversationId } = scene;
  await enters(scene, sam);
  await giveOut(new Date());
  const leaseUntil = async () =>
    (await db.select().from(conversations).where(eq(conversations.id, conversationId)))[0]?.leaseUntil;
  const untilMs = (await leaseUntil())?.getTime() ?? 0;
  const clock = (ms: number) => new Date(untilMs + ms);
  await leaves(scene, sam);
  await endLeases(clock(-1));
  expect(await holdOf(scene, conversationId)).toEqual({ holder: sam.userId, isLeased: true });
  // Here at the very moment, for as long as that is believed.
  await enters(scene, sam, untilMs - PRESENCE_TTL_MS);
  await endLeases(clock(0));
  expect(await leaseUntil()).toEqual(clock(LEASE_MS));
  await endLeases(clock(LEASE_MS - 1));
  expect(await holdOf(scene, conversationId)).toEqual({ holder: sam.userId, isLeased: true });
  await endLeases(clock(LEASE_MS));
  expect(await holdOf(scene, conversationId)).toEqual({ holder: null, isLeased: false });
});

it("[J5] is its holder's for good once they answer, or put it aside", async () => {
  const scene = await inTurn();
  const { asSam, sam, conversationId } = scene;
  const [aside = ""] = await writers(scene, 1);
  await enters(scene, sam);
  await giveOut(new Date());
  await postMessage(asSam, { conversationId, body: "It is." });
  expect(await holdOf(scene, conversationId)).toEqual({ holder: sam.userId, isLeased: false });
  const snoozedUntil = new Date(Date.now() + 3_600_000).toISOString();
  await changeWork(asSam, { conversationIds: [aside], wish: { status: "snoozed", snoozedUntil } });
  await leaves(scene, sam);
  await endLeases(new Date(Date.now() + LEASE_MS + 1_000));
  expect(await holdOf(scene, aside)).toEqual({ holder: sam.userId, isLeased: false });
});

it("gives so many at once, and the rest after that", async () => {
  const scene = await inTurn();
  const ids = [scene.conversationId, ...(await writers(scene, GIVEN_AT_ONCE_MAX))];
  await enters(scene, scene.sam);
  const given = async () =>
    (await Promise.all(ids.map((id) => holdOf(scene, id)))).filter(({ holder }) => holder).length;
  await giveOut(new Date());
  expect(await given()).toBe(GIVEN_AT_ONCE_MAX);
  await giveOut(new Date());
  expect(await given()).toBe(GIVEN_AT_ONCE_MAX + 1);
});

it("[F36] takes from a member who left what was theirs, tells it by name, and gives it to nobody by itself", async () => {
  const scene = await castOfSite();
  const { asSam, sam, asMaya, businessId, conversationId } = scene;
  await postMessage(asMaya, { conversationId, body: "Is the oat milk back?" });
  const [snoozed = ""] = await writers(scene, 1);
  const snoozedUntil = new Date(Date.now() + 3_600_000).toISOString();
  await changeWork(asSam, { conversationIds: [conversationId, snoozed], wish: { assigneeId: sam.userId } });
  await changeWork(asSam, { conversationIds: [snoozed], wish: { status: "snoozed", snoozedUntil } });
  await leaveBusiness({ businessId, userId: sam.userId });
  await enters(scene, scene.ines);
  await endLeases(new Date(Date.now() + 1_000));
  await giveOut(new Date());
  for (const id of [conversationId, snoozed])
    expect(await holdOf(scene, id)).toEqual({ holder: null, isLeased: false });
  const { messages } = await readHead(scene.asNora, { conversationId: notesIdOf(conversationId) });
  expect(messages.at(-1)).toMatchObject({
    senderName: "",
    metadata: {
      was: { assigneeId: sam.userId },
      now: { assigneeId: null },
      names: { [sam.userId]: "Sam" },
    },
  });
});
