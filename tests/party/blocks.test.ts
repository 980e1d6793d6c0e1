import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { conversationsWith, setBlock } from "@/db/blocks";
import { participants } from "@/db/schema";
import { changesSince } from "@/db/snapshot";
import type { Block } from "@/lib/block";
import type { Ticket } from "@/lib/protocol/ticket";
import { CLOCK, notesIdOf } from "@/lib/work";
import type { SocketOfTest } from "../support/backstage";
import { messagesOf, type Person } from "../support/cast";
import { type Rehearsal, rehearsal } from "../support/rehearsal";
import { groupOf, saidBy } from "../support/stored";

const heard = (socket: SocketOfTest, type: string) => socket.heard.filter((event) => event.type === type);
const ask = (socket: SocketOfTest, command: object) => socket.send(JSON.stringify(command));
const say = (socket: SocketOfTest, body: string, id = uuid()) => {
  ask(socket, { type: "message:send", id, body });
  return id;
};
const hears = (socket: SocketOfTest, type: string, times = 1) =>
  expect.poll(() => heard(socket, type).length, { interval: 5 }).toBe(times);
const refusedOf = (socket: SocketOfTest) => heard(socket, "refused").map(({ code }) => code);

/** As the site does it: on record first, then told to the room. */
async function sets(scene: Rehearsal, person: Person, block: Block | null, isTold = true) {
  const { db, businessId, sam, backstage } = scene;
  const customerId = person.userId;
  const done = await setBlock(db, {
    ...{ businessId, customerId, by: sam.userId, rev: undefined, nowMs: Date.now() },
    block: block && { ...block, reason: "Insults" },
  });
  const rev = done?.rev ?? 0;
  if (isTold)
    for (const { id } of await conversationsWith(db, { businessId, customerId }))
      expect((await tell(backstage, id, { userId: customerId, rev, block })).status).toBe(204);
  return rev;
}

function tell(backstage: Rehearsal["backstage"], room: string, state: object): Promise<Response> {
  return backstage.post({ party: "main", room, ...CLOCK }, { type: "block:set", ...state });
}

const forever = { until: null };

describe("a block", () => {
  it("[X1] holds on the open socket, for whatever is stored or handed on", async () => {
    const scene = await rehearsal();
    const { enters, maya, sam } = scene;
    const before = await saidBy(scene, maya, "You thieves");
    const [mayas, sams] = [await enters(maya), await enters(sam)];
    await hears(mayas, "welcome");
    await sets(scene, maya, forever);
    const id = say(mayas, "You thieves!");
    ask(mayas, { type: "message:edit", id: before, body: "You liars" });
    ask(mayas, { type: "message:delete", id: before });
    ask(mayas, { type: "message:react", id: before, emoji: "😡", on: true });
    ask(mayas, { type: "thread:create", id: uuid(), messageId: before });
    ask(mayas, { type: "call:start", id: uuid(), device: uuid() });
    ask(mayas, {
      type: "call:signal",
      id: uuid(),
      to: sam.userId,
      signal: { from: uuid(), to: uuid(), is: "offer", text: "" },
    });
    ask(mayas, { type: "typing", isTyping: true });
    await hears(mayas, "refused", 8);
    expect(new Set(refusedOf(mayas))).toEqual(new Set(["blocked"]));
    expect(heard(mayas, "refused").find((each) => each.id === id)).toMatchObject({ retryable: false });
    expect(heard(sams, "user:typing")).toEqual([]);
    expect((await messagesOf(scene)).map(({ body }) => body)).toEqual(["You thieves"]);
  });

  it("[X1] leaves reading, and does not keep the business from answering", async () => {
    const scene = await rehearsal();
    const { enters, maya, sam } = scene;
    const [mayas, sams] = [await enters(maya), await enters(sam)];
    await hears(mayas, "welcome");
    await sets(scene, maya, forever);
    say(sams, "Please calm down");
    await hears(mayas, "message:new", 2);
    ask(mayas, { type: "receipt", read: 2 });
    await expect.poll(() => heard(sams, "receipt").at(-1)).toMatchObject({ userId: maya.userId, read: 2 });
    expect(refusedOf(mayas)).toEqual([]);
  });

  it("[X1] holds by HTTP, where a repeat is still told what was stored before", async () => {
    const scene = await rehearsal();
    const { backstage, conversationId, maya } = scene;
    const ticket: Ticket = { party: "main", room: conversationId, ...maya };
    const stored = { type: "message:send", id: uuid(), body: "Hello?" };
    expect((await backstage.post(ticket, stored)).status).toBe(201);
    await sets(scene, maya, forever);
    expect((await backstage.post(ticket, stored)).status).toBe(200);
    const refused = await backstage.post(ticket, { ...stored, id: uuid() });
    expect([refused.status, await refused.json()]).toMatchObject([403, { error: { code: "blocked" } }]);
  });

  it("[X1] holds in groups, also for whom the room met later, and not for the others in them", async () => {
    const scene = await rehearsal();
    const { enters, maya, leo, sam, db } = scene;
    const group = await groupOf(scene, [sam]);
    const room = { conversationId: group.conversationId };
    const mayas = await enters(maya, room);
    say(mayas, "Hello everybody");
    await hears(mayas, "message:new");
    await sets(scene, leo, forever);
    await db.insert(participants).values({ ...room, userId: leo.userId, role: "customer", rank: "member" });
    await saidBy(group, maya, "Leo is here");
    ask(mayas, { type: "member:rank", id: uuid(), userId: leo.userId, rank: "member" });
    const { backstage } = scene;
    const refused = await backstage.post(
      { party: "main", room: group.conversationId, ...leo },
      { type: "message:send", id: uuid(), body: "Hi" },
    );
    // The room may not have heard yet that he is in it; it takes nothing from him either way.
    expect([403, 404]).toContain(refused.status);
    await sets(scene, maya, forever);
    say(mayas, "And me?");
    await expect.poll(() => refusedOf(mayas).at(-1)).toBe("blocked");
    ask(mayas, { type: "member:leave", id: uuid() });
    await expect.poll(() => mayas.closedWith).toBe(1008);
  });

  it("[X2] holds in a room that opens later, and in one that slept", async () => {
    const scene = await rehearsal();
    const { backstage, enters, maya } = scene;
    const mayas = await enters(maya);
    await hears(mayas, "welcome");
    await sets(scene, maya, forever, false);
    backstage.room("main", "0").sleep();
    say(mayas, "Hello");
    await expect.poll(() => refusedOf(mayas)).toEqual(["blocked"]);
    const others = await enters(maya);
    await hears(others, "welcome");
    expect(heard(others, "welcome")).toMatchObject([{ block: forever }]);
  });

  it("[X2] keeps the later of two changes, in whatever order they are told", async () => {
    const scene = await rehearsal();
    const { backstage, enters, maya, conversationId } = scene;
    const mayas = await enters(maya);
    await hears(mayas, "welcome");
    const rev = await sets(scene, maya, forever, false);
    await sets(scene, maya, null);
    await tell(backstage, conversationId, { userId: maya.userId, rev, block: forever });
    say(mayas, "Hello");
    await hears(mayas, "message:new");
    expect(refusedOf(mayas)).toEqual([]);
  });

  it("[X2] decides once between what is sent and the block", async () => {
    const scene = await rehearsal();
    const { enters, maya } = scene;
    const mayas = await enters(maya);
    await hears(mayas, "welcome");
    const ids = Array.from({ length: 40 }, () => uuid());
    const sending = (async () => {
      for (const [n, id] of ids.entries()) {
        say(mayas, `Insult ${n}`, id);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    await sets(scene, maya, forever);
    // Nothing of hers comes once the site has its answer.
    const stored = (await messagesOf(scene)).map(({ id }) => id);
    await sending;
    await expect
      .poll(() => heard(mayas, "message:new").length + heard(mayas, "refused").length)
      .toBe(ids.length);
    expect((await messagesOf(scene)).map(({ id }) => id)).toEqual(stored);
    expect(stored).toEqual(ids.slice(0, stored.length));
    expect(heard(mayas, "refused").map(({ id }) => id)).toEqual(ids.slice(stored.length));
  });

  it("[X3] ends by the clock, to the millisecond", async () => {
    const scene = await rehearsal();
    const { enters, maya } = scene;
    const mayas = await enters(maya);
    await hears(mayas, "welcome");
    const untilMs = Date.now() + 60_000;
    await sets(scene, maya, { until: new Date(untilMs).toISOString() });
    const clock = vi.spyOn(Date, "now").mockReturnValue(untilMs - 1);
    onTestFinished(() => clock.mockRestore());
    say(mayas, "Too early");
    await expect.poll(() => refusedOf(mayas)).toEqual(["blocked"]);
    clock.mockReturnValue(untilMs);
    say(mayas, "Sorry about that");
    await hears(mayas, "message:new");
  });

  it("[X3] is told to whom it is about, and to nobody else", async () => {
    const scene = await rehearsal();
    const { enters, maya, leo, sam } = scene;
    const { conversationId } = await groupOf(scene, [leo, sam]);
    const [mayas, leos, sams] = await Promise.all(
      [maya, leo, sam].map((each) => enters(each, { conversationId })),
    );
    const until = new Date(Date.now() + 60_000).toISOString();
    for (const socket of [mayas, leos, sams]) if (socket) await hears(socket, "welcome");
    await sets(scene, maya, { until });
    await sets(scene, maya, null);
    if (!mayas) throw new Error("she is in");
    await hears(mayas, "block:changed", 2);
    expect(heard(mayas, "block:changed")).toEqual([
      { type: "block:changed", block: { until } },
      { type: "block:changed", block: null },
    ]);
    expect(JSON.stringify([leos?.heard, sams?.heard])).not.toContain("block");
    expect(JSON.stringify(mayas.heard)).not.toContain("Insults");
  });

  it("[X4] is the site's word, also for members", async () => {
    const scene = await rehearsal();
    const { backstage, enters, maya, sam, conversationId } = scene;
    const state = { type: "block:set", userId: maya.userId, rev: 9, block: forever };
    const notice = { type: "block:tell", id: uuid(), block: { ...forever, reason: "Spite" } };
    for (const [person, room] of [
      [maya, conversationId],
      [sam, conversationId],
      [sam, notesIdOf(conversationId)],
    ] as const) {
      const socket = await enters(person, { conversationId: room });
      ask(socket, state);
      ask(socket, notice);
      await expect.poll(() => refusedOf(socket)).toEqual(["forbidden", "forbidden"]);
      const answer = await backstage.post({ party: "main", room, ...person, session: uuid() }, state);
      expect(answer.status).toBe(403);
    }
  });

  it("[X4] is told among the notes, once, by whom and why", async () => {
    const scene = await rehearsal();
    const { backstage, sam, db, conversationId } = scene;
    const room = notesIdOf(conversationId);
    const ticket: Ticket = { party: "main", room, ...sam };
    const id = uuid();
    const until = "2099-01-01T00:00:00.000Z";
    const told = { type: "block:tell", id, block: { until, reason: "Insults" } };
    expect((await backstage.post(ticket, told)).status).toBe(201);
    expect((await backstage.post(ticket, told)).status).toBe(200);
    expect((await backstage.post(ticket, { type: "block:tell", id: uuid(), block: null })).status).toBe(201);
    const { messages } = (await changesSince(db, { conversationId: room, after: 0 })) ?? {};
    expect(messages?.map(({ kind, senderName, metadata }) => [kind, senderName, metadata])).toEqual([
      ["system", "Sam", { event: "blocked", until, reason: "Insults" }],
      ["system", "Sam", { event: "unblocked" }],
    ]);
    const misplaced = await backstage.post({ ...ticket, room: conversationId }, { ...told, id: uuid() });
    expect(misplaced.status).toBe(403);
    expect(await db.select().from(participants).where(eq(participants.conversationId, room))).toEqual([]);
  });
});
