import { v7 as uuid } from "uuid";
import { describe, expect, inject, it, vi } from "vitest";
import { openConversation } from "@/db/conversations";
import { feedId } from "@/lib/protocol/feed";
import { hereIn } from "@/lib/server/presence";
import { openRedis } from "@/lib/server/redis";
import { CLOCK } from "@/lib/work";
import { dialRooms } from "@/party/line";
import type { SocketOfTest } from "../support/backstage";
import { rehearsal } from "../support/rehearsal";

const send = (body: string) => JSON.stringify({ type: "message:send", id: uuid(), body });

const types = (socket: SocketOfTest) => socket.heard.map(({ type }) => type);

describe("feeds", () => {
  async function opening() {
    const cast = await rehearsal();
    const { backstage, businessId } = cast;
    const inbox = () => backstage.connect({ party: "feed", room: feedId.inbox(businessId), ...cast.sam });
    const me = (person = cast.maya) =>
      backstage.connect({ party: "feed", room: feedId.me(person.userId), ...person });
    return { ...cast, inbox, me };
  }

  it("[F1] [F2] tells the inbox and the customer of a change, once they are welcome, and nobody else", async () => {
    const { enters, maya, leo, conversationId, businessId, inbox, me } = await opening();
    const [sams, mayas, leos] = [await inbox(), await me(), await me(leo)];
    for (const feed of [sams, mayas, leos]) await expect.poll(() => types(feed)).toEqual(["welcome"]);
    const socket = await enters(maya);
    socket.send(send("Is the oat milk back?"));
    await expect.poll(() => types(sams)).toEqual(["welcome", "conversation:changed"]);
    expect(sams.heard[1]).toMatchObject({
      conversation: {
        id: conversationId,
        businessId,
        customerName: "Maya",
        rev: 1,
        lastSeq: 1,
        lastMessage: { senderName: "Maya", senderRole: "customer", preview: "Is the oat milk back?" },
      },
    });
    // The same, but for how it stands as work.
    const forMaya = sams.heard.map((event) => {
      if (event.type !== "conversation:changed") return event;
      const { work: _, ...conversation } = Object(event.conversation);
      return { ...event, conversation };
    });
    await expect.poll(() => mayas.heard).toEqual(forMaya);
    expect(types(leos)).toEqual(["welcome"]);
  });

  it("[F2] tells a reader's other devices how far they have read", async () => {
    const { enters, maya, sam, conversationId, inbox, me } = await opening();
    const mayas = await enters(maya);
    mayas.send(send("one"));
    await expect.poll(() => types(mayas)).toContain("message:new");
    const [feed, other] = [await inbox(), await me()];
    await expect.poll(() => [...types(feed), ...types(other)]).toEqual(["welcome", "welcome"]);
    const sams = await enters(sam);
    sams.send('{"type":"receipt","delivered":1,"read":1}');
    await expect
      .poll(() => feed.heard.find(({ type }) => type === "receipt"))
      .toEqual({
        type: "receipt",
        conversationId,
        userId: sam.userId,
        delivered: 1,
        read: 1,
      });
  });

  it("[F2] tells how a conversation is now, however often it changed meanwhile", async () => {
    const { enters, maya, inbox } = await opening();
    const feed = await inbox();
    const socket = await enters(maya);
    for (let n = 1; n <= 30; n += 1) socket.send(send(`message ${n}`));
    await expect
      .poll(() => feed.heard.at(-1)?.conversation, { timeout: 5_000 })
      .toMatchObject({ rev: 30, lastMessage: { preview: "message 30" } });
    const revs = feed.heard.slice(1).map((event) => Reflect.get(Object(event.conversation), "rev"));
    expect(revs).toEqual(revs.toSorted((one, other) => one - other));
  });

  it("[F3] says reset by itself once a line to the rooms that broke is back", async () => {
    const { enters, maya, inbox, backstage } = await opening();
    const feed = await inbox();
    await expect.poll(() => types(feed)).toEqual(["welcome"]);
    backstage.areRoomsReachable = false;
    backstage.cutLines();
    backstage.areRoomsReachable = true;
    await expect.poll(() => types(feed), { timeout: 3_000 }).toEqual(["welcome", "reset"]);
    const socket = await enters(maya);
    socket.send(send("heard again"));
    await expect.poll(() => types(feed)).toEqual(["welcome", "reset", "conversation:changed"]);
  });

  it("[F3] says reset after a sleep, as soon as it is asked whether it lives", async () => {
    const { sam, businessId, inbox, backstage } = await opening();
    const feed = await inbox();
    await expect.poll(() => types(feed)).toEqual(["welcome"]);
    backstage.room("feed", feedId.inbox(businessId)).sleep();
    feed.send('{"type":"ping"}');
    await expect.poll(() => types(feed)).toEqual(["welcome", "reset", "pong"]);
    expect(sam.role).toBe("agent");
  });

  it("[F3] goes on dialling while the rooms are out of reach, and turns newcomers away", async () => {
    const { inbox, me, backstage } = await opening();
    const feed = await inbox();
    await expect.poll(() => types(feed)).toEqual(["welcome"]);
    backstage.areRoomsReachable = false;
    backstage.cutLines();
    const newcomer = await me();
    await expect.poll(() => newcomer.closedWith).toBe(1013);
    backstage.areRoomsReachable = true;
    await expect.poll(() => types(feed), { timeout: 3_000 }).toEqual(["welcome", "reset"]);
  });

  it("[F3] has its readers load anew when the ledger could not read what changed", async () => {
    const { enters, maya, inbox } = await opening();
    const feed = await inbox();
    await expect.poll(() => types(feed)).toEqual(["welcome"]);
    const summaries = await import("@/db/summaries");
    const reading = vi.spyOn(summaries, "summariesOf").mockRejectedValueOnce(new Error("connection lost"));
    const socket = await enters(maya);
    socket.send(send("lost on the way to the list"));
    await expect.poll(() => types(feed), { timeout: 3_000 }).toEqual(["welcome", "reset"]);
    reading.mockRestore();
  });

  it("[F1] keeps no line to some shards when it cannot have one to all", async () => {
    const { backstage, businessId, sam } = await rehearsal({ ROOM_SHARDS: "2" });
    const dial = backstage.dialRooms.bind(backstage);
    vi.spyOn(backstage, "dialRooms").mockImplementation((shard, path) =>
      shard === "0" ? dial(shard, path) : Promise.reject(new Error("the second shard is out of reach")),
    );
    const feed = await backstage.connect({ party: "feed", room: feedId.inbox(businessId), ...sam });
    await expect.poll(() => feed.closedWith).toBe(1013);
    await expect.poll(() => backstage.lines.map(({ readyState }) => readyState)).toEqual([3]);
  });

  it("[F1] gives up rooms that do not pick up, and hangs up on those that do too late", async () => {
    vi.useFakeTimers();
    let pickUp: (socket: unknown) => void = () => {};
    const ringing = new Promise((resolve) => {
      pickUp = resolve;
    });
    const feed = { id: "me-1", context: { parties: { main: { get: () => ({ socket: () => ringing }) } } } };
    const dialled = expect(dialRooms(Object(feed), "0", "me-1")).rejects.toMatchObject({
      code: "unavailable",
    });
    await vi.advanceTimersByTimeAsync(10_000);
    await dialled;
    const close = vi.fn();
    pickUp({ close });
    await vi.advanceTimersByTimeAsync(0);
    expect(close).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });

  it("[F4] takes nothing but a ping and how its reader is there", async () => {
    const { inbox } = await opening();
    const feed = await inbox();
    feed.send(send("to nobody"));
    await expect.poll(() => feed.closedWith).toBe(1008);
  });

  it("[F6] tells a draft to its writer on all their devices, and anything else to all members", async () => {
    const { backstage, businessId, sam, ines, maya, conversationId, inbox, me } = await opening();
    const room = feedId.inbox(businessId);
    const [laptop, phone, mayas] = [await inbox(), await inbox(), await me()];
    const ineses = await backstage.connect({ party: "feed", room, ...ines });
    const tell = (news: object, as: object = CLOCK) =>
      backstage.post({ party: "feed", room, ...CLOCK, ...as }, news);
    const draft = {
      ...{ type: "draft:changed", userId: sam.userId, conversationId, mode: "reply", rev: 3 },
    };
    const customer = { type: "customer:changed", customerId: maya.userId };
    for (const news of [draft, customer, { type: "tags:changed" }])
      expect((await tell(news)).status).toBe(204);
    for (const feed of [laptop, phone])
      await expect.poll(() => feed.heard.slice(1)).toEqual([draft, customer, { type: "tags:changed" }]);
    await expect.poll(() => ineses.heard.slice(1)).toEqual([customer, { type: "tags:changed" }]);
    expect(types(mayas)).toEqual(["welcome"]);
  });

  it("[F6] takes the site's word alone, for what there is to tell", async () => {
    const { backstage, businessId, sam, inbox } = await opening();
    const room = feedId.inbox(businessId);
    const feed = await inbox();
    const told = { type: "tags:changed" };
    const asSam = { party: "feed", room, ...sam, session: uuid() } as const;
    expect((await backstage.post(asSam, told)).status).toBe(404);
    const forged = { type: "conversation:left", conversationId: uuid(), rev: 9 };
    expect((await backstage.post({ party: "feed", room, ...CLOCK }, forged)).status).toBe(400);
    await expect(backstage.post({ party: "main", room: uuid(), ...CLOCK }, told)).resolves.toMatchObject({
      ok: false,
    });
    feed.send(JSON.stringify(told));
    await expect.poll(() => feed.closedWith).toBe(1008);
    expect(types(feed)).toEqual(["welcome"]);
  });

  it("[F5] has Sam there for the public while any of his inboxes is open, and nobody for their own feed", async () => {
    const { inbox, me, businessId, sam } = await opening();
    const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = inject("env");
    const redis = openRedis({ url, token, timeoutMs: 5_000 });
    const here = () => hereIn(redis, [businessId], Date.now());
    await me();
    const [laptop, phone] = [await inbox(), await inbox()];
    await expect.poll(here).toEqual([{ businessId, userId: sam.userId }]);
    laptop.close();
    // What is told to one is told after what was done for the other.
    phone.send('{"type":"ping"}');
    await expect.poll(() => types(phone)).toContain("pong");
    expect(await here()).toEqual([{ businessId, userId: sam.userId }]);
    phone.close();
    await expect.poll(here).toEqual([]);
  });

  it("hangs up when its last reader leaves", async () => {
    const { inbox, backstage } = await opening();
    const feed = await inbox();
    await expect.poll(() => types(feed)).toEqual(["welcome"]);
    feed.close();
    await expect.poll(() => backstage.lines.at(-1)?.readyState).toBe(3);
  });

  it("follows every shard of the rooms", async () => {
    const cast = await rehearsal({ ROOM_SHARDS: "4" });
    const { backstage, businessId, db } = cast;
    const feed = await backstage.connect({ party: "feed", room: feedId.inbox(businessId), ...cast.nora });
    await expect.poll(() => types(feed)).toEqual(["welcome"]);
    const { id } = await openConversation(db, { businessId, customerId: cast.leo.userId });
    for (const [person, conversationId] of [
      [cast.maya, cast.conversationId],
      [cast.leo, id],
    ] as const) {
      const socket = await cast.enters(person, { conversationId });
      socket.send(send(`from ${person.name}`));
    }
    await expect.poll(() => types(feed)).toEqual(["welcome", "conversation:changed", "conversation:changed"]);
  });
});
