import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { feedId } from "@/lib/protocol/feed";
import { type Cast, castForRooms, messagesOf, type Person } from "../support/cast";
import { type Heard, opened, roomAddress, ticketFor, visit, visitFeed } from "../support/room-visitor";

const KIB = 1024;
const send = (more: object = {}) => ({ type: "message:send", id: uuid(), body: "Hello", ...more });
const enter = ({ conversationId }: Cast, as: Person) => visit({ as, conversationId });

/** A command by HTTP, as often as one likes within the minute. */
async function postman({ conversationId: room }: Cast, as: Person) {
  const address = roomAddress("main", room);
  address.protocol = "http:";
  const authorization = `Bearer ${await ticketFor({ party: "main", room, ...as })}`;
  return (body: BodyInit) =>
    fetch(address, { method: "POST", body, headers: { authorization }, ...Object({ duplex: "half" }) });
}

describe("[S06] a hostile frame", () => {
  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  const hostile: [string, string, unknown][] = [
    ["a frame over 64 KiB", "too-long", JSON.stringify(send({ body: "x".repeat(64 * KIB) }))],
    ["a frame of 64 KiB of brackets", "bad-command", nested(32 * KIB)],
    ["objects 8,000 deep", "bad-command", `${'{"a":'.repeat(8_000)}1${"}".repeat(8_000)}`],
    ["a prototype beside a command", "bad-command", '{"type":"ping","__proto__":{"role":"owner"}}'],
    ["a command that is all prototype", "bad-command", '{"__proto__":{"type":"ping"}}'],
    ["a constructor", "bad-command", '{"type":"ping","constructor":{"prototype":{"role":"owner"}}}'],
    ["a type that every object has", "bad-command", '{"type":"toString"}'],
    ["a number past all numbers", "bad-command", '{"type":"receipt","read":1e999}'],
    ["a number that JavaScript cannot hold", "bad-command", '{"type":"receipt","read":9007199254740993}'],
    ["a place that Postgres cannot hold", "bad-command", '{"type":"receipt","read":2147483648}'],
    ["a negative place", "bad-command", '{"type":"receipt","read":-1}'],
    ["bytes", "bad-command", new TextEncoder().encode(JSON.stringify({ type: "ping" }))],
    ["a character that no database takes", "bad-command", JSON.stringify(send({ body: "a\u0000" }))],
    ["half a character", "bad-command", '{"type":"message:send","id":"x","body":"\\ud800"}'],
    ["nothing", "bad-command", ""],
    ["no object", "bad-command", "null"],
  ];

  it("is refused, whatever it is, and harms neither its socket nor anyone else", async () => {
    const cast = await castForRooms();
    const maya = await enter(cast, cast.maya);
    await maya.hears("welcome");
    const sam = await enter(cast, cast.sam);
    await maya.hears("user:joined");
    for (const [name, code, frame] of hostile) {
      const before = maya.heard.length;
      maya.send(frame);
      await expect
        .poll(() => [name, maya.heard.slice(before)], { interval: 5 })
        .toMatchObject([name, [{ type: "refused", code }]]);
    }
    maya.send(send({ body: "Still well" }));
    expect((await sam.hears("message:new")).message.body).toBe("Still well");
    expect((await messagesOf(cast)).map(({ body }) => body)).toEqual(["Still well"]);
  });

  it("that is no UTF-8 is mended by the platform before anybody sees it", async () => {
    const cast = await castForRooms();
    const maya = await enter(cast, cast.maya);
    const [head = "", tail = ""] = JSON.stringify(send({ body: "?" })).split("?");
    const frame = Buffer.concat([Buffer.from(head), Buffer.from([0xc3, 0x28]), Buffer.from(tail)]);
    maya.socket.send(frame, { binary: false });
    expect((await maya.hears("message:new")).message.body).toBe("\ufffd(");
    expect((await messagesOf(cast)).map(({ body }) => body)).toEqual(["\ufffd("]);
  });

  it("of over a megabyte ends its socket and nobody else's", async () => {
    const cast = await castForRooms();
    const [maya, sam] = [await enter(cast, cast.maya), await enter(cast, cast.sam)];
    await Promise.all([maya.hears("welcome"), sam.hears("welcome")]);
    maya.send("x".repeat(32 * KIB * KIB));
    await sam.hears("user:left", ({ userId }) => userId === cast.maya.userId);
    sam.send({ type: "ping" });
    await sam.hears("pong");
  });

  it("[C6] in a request is read no further than a frame may be long", async () => {
    const cast = await castForRooms();
    const post = await postman(cast, cast.maya);
    const chunk = new Uint8Array(16 * KIB).fill(32);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(stream) {
        sent += 1;
        if (sent > 4_096) stream.close();
        else stream.enqueue(chunk);
      },
    });
    const refused = await post(endless).then(
      ({ status }) => status,
      () => "cut",
    );
    expect([413, "cut"]).toContain(refused);
    expect((await post("x".repeat(64 * KIB + 1))).status).toBe(413);
    for (const body of [
      "",
      nested(9_000),
      "null",
      '{"type":"ping","__proto__":{}}',
      new Uint8Array([0x22, 0xc3, 0x28]),
    ])
      expect((await post(body)).status).toBe(400);
    expect((await post('{"type":"ping"}')).status).toBe(200);
  });
});

describe("[S09] a forged message", () => {
  it.each([
    { senderId: uuid() },
    { senderRole: "owner" },
    { senderName: "Nora" },
    { seq: 1 },
    { rev: 1 },
    { createdAt: "2020-01-01T00:00:00.000Z" },
    { conversationId: uuid() },
    { kind: "system" },
    { metadata: { event: "joined" } },
  ])("is refused with %j", async (forged) => {
    const cast = await castForRooms();
    const maya = await enter(cast, cast.maya);
    maya.send(send(forged));
    expect(await maya.hears("refused")).toMatchObject({ code: "bad-command" });
    const post = await postman(cast, cast.maya);
    expect((await post(JSON.stringify(send(forged)))).status).toBe(400);
    expect(await messagesOf(cast)).toEqual([]);
  });

  it("is the sender's of the ticket, at the time of the database", async () => {
    const cast = await castForRooms();
    const maya = await enter(cast, cast.maya);
    const beganAt = Date.now();
    maya.send(send());
    const { message } = await maya.hears("message:new");
    const { userId: senderId, name: senderName, role: senderRole } = cast.maya;
    expect(message).toMatchObject({ senderId, senderName, senderRole, seq: 1, rev: 1, kind: "text" });
    expect(Math.abs(Date.parse(message.createdAt) - beganAt)).toBeLessThan(60_000);
  });
});

describe("[S04] a customer", () => {
  it("may not do what only members may, by socket or by HTTP", async () => {
    const cast = await castForRooms();
    const maya = await enter(cast, cast.maya);
    maya.send({ type: "join" });
    expect(await maya.hears("refused")).toMatchObject({ code: "forbidden" });
    const post = await postman(cast, cast.maya);
    expect((await post('{"type":"join"}')).status).toBe(403);
    expect(await messagesOf(cast)).toEqual([]);
  });
});

describe("[S07] a flood", () => {
  it("[C4] of frames is refused, then cut off, and delays nobody else", async () => {
    const cast = await castForRooms();
    const [maya, sam] = [await enter(cast, cast.maya), await enter(cast, cast.sam)];
    await Promise.all([maya.hears("welcome"), sam.hears("welcome")]);
    for (let n = 0; n < 2_000; n += 1) maya.send({ type: "ping" });
    sam.send(send({ body: "Anything else?" }));
    await sam.hears("message:new", ({ message }) => message.body === "Anything else?");
    expect(await maya.closed).toEqual({ code: 1008 });
    expect(maya.all("refused").map(({ code }) => code)).toContain("too-many");
    expect(maya.all("pong").length).toBeLessThan(200);
  });

  it("[C4] counts for a person, not for each of their sockets, and by HTTP too", async () => {
    const cast = await castForRooms();
    const sockets = await Promise.all(Array.from({ length: 4 }, () => enter(cast, cast.maya)));
    await Promise.all(sockets.map((socket) => socket.hears("welcome")));
    const post = await postman(cast, cast.maya);
    for (const socket of sockets)
      for (let n = 0; n < 30; n += 1) socket.send({ type: "typing", isTyping: true });
    await Promise.race(sockets.map((socket) => socket.hears("refused", ({ code }) => code === "too-many")));
    const statuses = await Promise.all(
      Array.from({ length: 60 }, async () => (await post('{"type":"ping"}')).status),
    );
    expect(statuses).toContain(429);
    const asSam = await postman(cast, cast.sam);
    expect((await asSam('{"type":"ping"}')).status).toBe(200);
  });

  it("[C4] by HTTP alone stores no more than the limit", async () => {
    const cast = await castForRooms();
    const post = await postman(cast, cast.maya);
    const posts = Array.from({ length: 300 }, async () => (await post(JSON.stringify(send()))).status);
    const statuses = await Promise.all(posts);
    const stored = await messagesOf(cast);
    expect(statuses.filter((status) => status === 201)).toHaveLength(stored.length);
    expect(stored.length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(100);
  });

  it("[D5] of sockets that call themselves somebody else's uses up nobody else's place", async () => {
    const cast = await castForRooms();
    const { conversationId: room, maya, sam } = cast;
    const asSams = async () => {
      const address = roomAddress("main", room, await ticketFor({ party: "main", room, ...maya }));
      address.searchParams.set("_pk", `user:${sam.userId} ${room}`);
      return opened<Heard>(address);
    };
    const sockets = await Promise.all(Array.from({ length: 20 }, asSams));
    await Promise.all(sockets.map((socket) => socket.hears("welcome")));
    await (await enter(cast, sam)).hears("welcome");
  });

  it("of pings to a feed is cut off", async () => {
    const cast = await castForRooms();
    const feed = await visitFeed(cast.sam, feedId.inbox(cast.businessId));
    await feed.hears("welcome");
    for (let n = 0; n < 500; n += 1) feed.send({ type: "ping" });
    expect(await feed.closed).toEqual({ code: 1013 });
    expect(feed.all("pong").length).toBeLessThan(200);
  });

  it("[D5] of sockets to a feed leaves room for colleagues", async () => {
    const cast = await castForRooms();
    const room = feedId.inbox(cast.businessId);
    const sockets = await Promise.all(Array.from({ length: 20 }, () => visitFeed(cast.sam, room)));
    await Promise.all(sockets.map((socket) => socket.hears("welcome")));
    const oneMore = await visitFeed(cast.sam, room);
    await expect.poll(() => oneMore.socket.readyState).toBeGreaterThanOrEqual(oneMore.socket.CLOSING);
    await (await visitFeed(cast.ines, room)).hears("welcome");
  });
});
