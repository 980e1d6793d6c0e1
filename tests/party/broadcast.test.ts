import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it, vi } from "vitest";
import { posts } from "@/db/broadcast-parts";
import { receipts } from "@/db/conversation-parts";
import { setPostReaction } from "@/db/post-reactions";
import { broadcastOf } from "@/db/posts";
import { messages, participants } from "@/db/schema";
import { relayRoom } from "@/lib/protocol/channel";
import { SOCKETS_PER_USER_MAX } from "@/lib/room-limits";
import { CLOCK } from "@/lib/work";
import { SILENT_MAX_MS } from "@/party/audience";
import type { SocketOfTest } from "../support/backstage";
import type { Person } from "../support/cast";
import { rehearsal } from "../support/rehearsal";

const ROOM_SHARDS = "3";

/** Harbor Coffee with what it tells everybody, and how it is told and read. */
async function channel(env: Record<string, unknown> = {}) {
  const cast = await rehearsal({ ROOM_SHARDS, ...env });
  const { backstage, businessId, db, nora } = cast;
  const broadcastId = await broadcastOf(db, businessId);
  const ask = (command: object, by: Person = nora, more: object = {}) =>
    backstage.post({ party: "main", room: broadcastId, ...by, ...more }, command);
  const tells = async (body: string) => {
    const id = uuid();
    await db.insert(posts).values({ id, businessId, body, state: "published", publishAt: new Date() });
    const response = await ask({ type: "message:send", id, body });
    expect(response.status).toBe(201);
    return id;
  };
  const reads = (relay = 0, userId = uuid()) =>
    backstage.connect({
      ...{ party: "channel", room: relayRoom(broadcastId, relay) },
      ...{ userId, name: "", role: "customer" },
    });
  return { ...cast, broadcastId, ask, tells, reads };
}

const postsIn = (socket: SocketOfTest) =>
  socket.heard.flatMap(({ type, post }) => (type === "post:changed" ? [Object(post)] : []));

describe("what a business tells everybody", () => {
  it("[B2] is told to all its readers once it is stored, as it is now, and nothing of any of them", async () => {
    const { tells, reads, ask, db, maya, leo, broadcastId, businessId } = await channel();
    const [one, other] = [await reads(), await reads(1)];
    expect(one.heard).toEqual([{ type: "welcome" }]);
    const id = await tells("We close at four today.");
    for (const reader of [one, other]) {
      await expect.poll(() => postsIn(reader).length).toBe(1);
      expect(postsIn(reader)[0]).toEqual({
        ...{
          id,
          businessId,
          seq: 1,
          rev: 1,
          topicId: null,
          senderName: "Nora",
          reactions: [],
          asksToConfirm: false,
        },
        ...{ senderId: expect.any(String), body: "We close at four today.", attachments: [], answers: [] },
        ...{ createdAt: expect.any(String), editedAt: null, deletedAt: null },
      });
    }
    await ask({ type: "message:edit", id, body: "We close at five today." });
    await expect.poll(() => postsIn(one)[1]).toMatchObject({ rev: 2, body: "We close at five today." });
    for (const { userId } of [maya, leo]) {
      await setPostReaction(db, { postId: id, userId, emoji: "👍", on: true });
      expect((await ask({ type: "post:retell", id }, CLOCK)).status).toBe(204);
    }
    await expect.poll(() => postsIn(one)[2]?.reactions).toEqual([{ emoji: "👍", count: 2 }]);
    await ask({ type: "message:delete", id });
    await expect
      .poll(() => postsIn(one)[3])
      .toMatchObject({ rev: 3, body: "", reactions: [], deletedAt: expect.any(String) });
    await ask({ type: "message:restore", id });
    await expect
      .poll(() => postsIn(one)[4])
      .toMatchObject({ body: "We close at five today.", deletedAt: null });
    const told = JSON.stringify([one.heard, other.heard]);
    for (const { userId } of [maya, leo]) expect(told).not.toContain(userId);
    expect(postsIn(other)).toEqual(postsIn(one));
    expect(await db.$count(messages, eq(messages.conversationId, broadcastId))).toBe(1);
  });

  it("[B2] [W2] is told in its order, however much at once", async () => {
    const { tells, reads } = await channel();
    const reader = await reads();
    await Promise.all(Array.from({ length: 20 }, (_, n) => tells(`Number ${n} of many`)));
    await expect.poll(() => postsIn(reader).length).toBe(20);
    expect(postsIn(reader).map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  it("[B2] is told again where the site asks again, for nobody may have heard of the first time", async () => {
    const { tells, reads, ask, db, broadcastId } = await channel();
    const id = await tells("We close at four today.");
    await ask({ type: "message:edit", id, body: "We close at five today." });
    const reader = await reads();
    expect((await ask({ type: "message:send", id, body: "We close at four today." })).status).toBe(200);
    await expect.poll(() => postsIn(reader)).toMatchObject([{ id, rev: 2, body: "We close at five today." }]);
    await ask({ type: "message:edit", id, body: "We close at five today." });
    await expect.poll(() => postsIn(reader).length).toBe(2);
    expect(postsIn(reader)[1]).toEqual(postsIn(reader)[0]);
    expect(await db.$count(messages, eq(messages.conversationId, broadcastId))).toBe(1);
  });

  it("[B1] is told by the site's word alone, and nobody enters, joins or marks anything", async () => {
    const { ask, db, broadcastId, nora, sam, maya, tells, backstage } = await channel();
    const send = { type: "message:send", id: uuid(), body: "Not by this way" };
    expect((await ask(send, nora, { session: uuid() })).status).toBe(403);
    expect((await ask(send, maya)).status).toBe(404);
    const id = await tells("Hello, all");
    for (const command of [
      { type: "message:react", id, emoji: "👍", on: true },
      { type: "thread:create", id: uuid(), messageId: id },
      { type: "receipt", read: 1 },
      { type: "typing", isTyping: true },
      { type: "join" },
      { type: "work:set", id: uuid(), wish: { priority: 2 } },
    ])
      expect((await ask(command, sam)).status).toBe(403);
    for (const person of [nora, maya]) {
      const socket = await backstage.connect({ party: "main", room: broadcastId, ...person });
      await expect.poll(() => socket.closedWith).toBeGreaterThan(1000);
      expect(socket.heard.map(({ type }) => type)).toEqual(["refused"]);
    }
    expect(await db.$count(participants, eq(participants.conversationId, broadcastId))).toBe(0);
    const marks = await db.select().from(receipts).where(eq(receipts.conversationId, broadcastId));
    expect(marks.map(({ userId }) => userId)).toEqual([nora.userId]);
    expect((await ask({ type: "post:retell", id }, nora, { session: uuid() })).status).toBe(403);
  });

  it("[B1] is no place that a conversation has: nothing is retold there", async () => {
    const { backstage, conversationId } = await channel();
    const retold = { type: "post:retell", id: uuid() };
    const ticket = { party: "main", room: conversationId, ...CLOCK } as const;
    expect((await backstage.post(ticket, retold)).status).toBe(403);
  });
});

describe("a relay", () => {
  it("[B3] says that it may have missed something after a sleep", async () => {
    const { reads, backstage, broadcastId } = await channel();
    const reader = await reads();
    const types = () => reader.heard.map(({ type }) => type);
    backstage.room("channel", relayRoom(broadcastId, 0)).sleep();
    reader.send(JSON.stringify({ type: "ping" }));
    await expect.poll(types).toContain("pong");
    expect(types()).toContain("reset");
  });

  it("[B3] says so by itself once a line to the rooms that broke is back", async () => {
    const { reads, tells, backstage } = await channel();
    const reader = await reads();
    backstage.cutLines();
    await expect.poll(() => reader.heard.map(({ type }) => type)).toEqual(["welcome", "reset"]);
    await tells("Back again");
    await expect.poll(() => postsIn(reader).length).toBe(1);
  });

  it("[B3] turns nobody in while the rooms are out of reach", async () => {
    const { reads, backstage } = await channel();
    backstage.areRoomsReachable = false;
    const reader = await reads();
    await expect.poll(() => reader.closedWith).toBe(1013);
    expect(reader.heard).toEqual([]);
  });

  it("[B4] holds so many readers, sends others on, and keeps no place for who is silent", async () => {
    const { reads } = await channel({ ROOM_READERS_MAX: "2" });
    vi.useFakeTimers({ toFake: ["Date"] });
    const [one, two] = [await reads(), await reads()];
    const third = await reads();
    await expect.poll(() => third.closedWith).toBe(1013);
    expect(third.heard).toEqual([{ type: "full" }]);
    expect((await reads(1)).heard).toEqual([{ type: "welcome" }]);
    vi.advanceTimersByTime(SILENT_MAX_MS - 1_000);
    two.send(JSON.stringify({ type: "ping" }));
    await expect.poll(() => two.heard.at(-1)?.type).toBe("pong");
    vi.advanceTimersByTime(2_000);
    expect((await reads()).heard).toEqual([{ type: "welcome" }]);
    await expect.poll(() => one.closedWith).toBe(1013);
    expect(two.closedWith).toBeUndefined();
  });

  it.each([
    ["may sleep", "1"],
    ["stays awake", "0"],
  ])(
    "[D5] takes so many sockets of one reader where it %s, and another once one is closed",
    async (_, is) => {
      const { reads } = await channel({ ROOMS_HIBERNATE: is });
      const userId = uuid();
      const sockets: SocketOfTest[] = [];
      for (let n = 0; n < SOCKETS_PER_USER_MAX; n += 1) sockets.push(await reads(0, userId));
      const more = await reads(0, userId);
      await expect.poll(() => more.closedWith).toBeGreaterThan(1000);
      expect(more.heard).toEqual([]);
      expect((await reads()).heard).toEqual([{ type: "welcome" }]);
      sockets[0]?.close();
      await expect.poll(async () => (await reads(0, userId)).heard).toEqual([{ type: "welcome" }]);
    },
  );

  it("[B5] takes nothing but signs of life, and hands nothing on", async () => {
    const { reads, backstage, broadcastId, nora } = await channel();
    const [one, other] = [await reads(), await reads()];
    one.send(JSON.stringify({ type: "ping" }));
    await expect.poll(() => one.heard.at(-1)?.type).toBe("pong");
    one.send(JSON.stringify({ type: "typing", isTyping: true }));
    await expect.poll(() => one.closedWith).toBe(1008);
    expect(other.heard).toEqual([{ type: "welcome" }]);
    const ticket = { party: "channel", room: relayRoom(broadcastId, 0), ...nora } as const;
    expect((await backstage.post(ticket, { type: "ping" })).status).toBe(404);
  });
});
