import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, inject, it, vi } from "vitest";
import * as appending from "@/db/append";
import { conversations } from "@/db/schema";
import * as snapshots from "@/db/snapshot";
import { CHANGES_MAX } from "@/lib/ledger";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { FRAME_BYTES_MAX } from "@/lib/protocol/command";
import { lastSeenOf } from "@/lib/server/last-seen";
import { openRedis } from "@/lib/server/redis";
import type { SocketOfTest } from "../support/backstage";
import { type Cast, messagesOf } from "../support/cast";
import { rehearsal } from "../support/rehearsal";

const send = (body: string, id = uuid()) => JSON.stringify({ type: "message:send", id, body });

function typesHeard(socket: SocketOfTest): string[] {
  return socket.heard.map(({ type }) => type);
}

function heard(socket: SocketOfTest, type: string) {
  return socket.heard.filter((event) => event.type === type);
}

const hears = (socket: SocketOfTest, type: string, times = 1) =>
  expect
    .poll(() => heard(socket, type).length, { interval: 5, timeout: 5_000 })
    .toBeGreaterThanOrEqual(times);

/** Writes behind the rooms' back, as a room on another machine would. */
async function writeElsewhere({ pool, conversationId, maya }: Cast, bodies: string[]) {
  const batch = bodies.map((body) => ({
    conversationId,
    entry: { op: "message", id: uuid(), ...maya, body } as const,
  }));
  for (let from = 0; from < batch.length; from += 250)
    await appending.append(pool, batch.slice(from, from + 250));
}

describe("commands in a conversation room", () => {
  it.each([
    ["no JSON", "{"],
    ["nothing known", '{"type":"message:sing"}'],
    ["an event", '{"type":"resumed","rev":1}'],
    ["more than it may hold", '{"type":"ping","rev":1}'],
    ["a prototype", '{"type":"ping","__proto__":{"type":"typing"},"constructor":1}'],
    ["a number that is none", '{"type":"receipt","read":1e999}'],
    ["an empty text", `{"type":"message:send","id":"${uuid()}","body":"  \\n "}`],
    ["what no database stores", `{"type":"message:send","id":"${uuid()}","body":"a\\u0000b"}`],
    ["half a character", `{"type":"message:send","id":"${uuid()}","body":"\\ud83d"}`],
    ["a body that is no text", `{"type":"message:send","id":"${uuid()}","body":{"$gt":""}}`],
  ])("[C1] refuses %s as a bad command and stays open", async (_, frame) => {
    const { enters, maya } = await rehearsal();
    const socket = await enters(maya);
    socket.send(frame);
    await hears(socket, "refused");
    expect(heard(socket, "refused")[0]).toMatchObject({ code: "bad-command", retryable: false });
    socket.send('{"type":"ping"}');
    await hears(socket, "pong");
  });

  it("[C1] refuses a binary frame, and names the message a bad frame was about", async () => {
    const { enters, maya } = await rehearsal();
    const socket = await enters(maya);
    socket.other?.receive(new Uint8Array([1, 2, 3]));
    const id = uuid();
    socket.send(JSON.stringify({ type: "message:send", id, body: "Hi", seq: 7 }));
    await hears(socket, "refused", 2);
    expect(heard(socket, "refused").map((refused) => refused.id)).toEqual([undefined, id]);
  });

  it("[C2] takes a body as long as it may be, and refuses one character more", async () => {
    const cast = await rehearsal();
    const socket = await cast.enters(cast.maya);
    socket.send(send("x".repeat(BODY_LENGTH_MAX)));
    await hears(socket, "message:new");
    const id = uuid();
    socket.send(send("x".repeat(BODY_LENGTH_MAX + 1), id));
    socket.send(send("ж".repeat(FRAME_BYTES_MAX / 2)));
    await hears(socket, "refused", 2);
    expect(heard(socket, "refused")).toMatchObject([{ code: "too-long", id }, { code: "too-long" }]);
    expect(await messagesOf(cast)).toHaveLength(1);
  });

  it("[C3] refuses a customer what only members of the business may do", async () => {
    const cast = await rehearsal();
    const socket = await cast.enters(cast.maya);
    socket.send('{"type":"join"}');
    await hears(socket, "refused");
    expect(heard(socket, "refused")[0]).toMatchObject({ code: "forbidden" });
    expect(await messagesOf(cast)).toEqual([]);
  });

  it("[C4] refuses frames over the limit and cuts off a flood", async () => {
    const { enters, maya } = await rehearsal({ ROOM_FRAMES_PER_SECOND: "5" });
    const socket = await enters(maya);
    await hears(socket, "welcome");
    for (let n = 0; n < 12; n += 1) socket.send('{"type":"ping"}');
    await hears(socket, "refused");
    expect(heard(socket, "pong")).toHaveLength(10);
    expect(heard(socket, "refused")[0]).toMatchObject({ code: "too-many", retryable: true });
    for (let n = 0; n < 250; n += 1) socket.send('{"type":"ping"}');
    await expect.poll(() => socket.closedWith).toBe(1008);
  });

  it("[C5] answers a ping", async () => {
    const { enters, maya } = await rehearsal();
    const socket = await enters(maya);
    socket.send('{"type":"ping"}');
    await hears(socket, "pong");
  });
});

describe("storing in a conversation room", () => {
  it("[W3] tells only its sender of a repeat, and brings back the first row", async () => {
    const { enters, maya, sam } = await rehearsal();
    const [mayas, sams] = [await enters(maya), await enters(sam)];
    const id = uuid();
    mayas.send(send("once", id));
    await hears(sams, "message:new");
    mayas.send(send("twice", id));
    await hears(mayas, "message:new", 2);
    const [first, second] = heard(mayas, "message:new");
    expect(second).toEqual(first);
    expect(heard(sams, "message:new")).toHaveLength(1);
  });

  it("[W4] refuses a taken id to anyone else and shows nothing of it", async () => {
    const { enters, maya, sam } = await rehearsal();
    const [mayas, sams] = [await enters(maya), await enters(sam)];
    const id = uuid();
    mayas.send(send("mine", id));
    await hears(mayas, "message:new");
    sams.send(send("mine too", id));
    await hears(sams, "refused");
    expect(heard(sams, "refused")).toEqual([
      { type: "refused", id, code: "conflict", message: "That is already taken.", retryable: false },
    ]);
  });

  it("[W7] refuses a send while the database is out of reach, and stores it when it is sent again", async () => {
    const { enters, maya } = await rehearsal();
    const socket = await enters(maya);
    await hears(socket, "welcome");
    vi.spyOn(appending, "append").mockRejectedValueOnce(new Error("connection lost"));
    const id = uuid();
    socket.send(send("Hello?", id));
    await hears(socket, "refused");
    expect(heard(socket, "refused")[0]).toMatchObject({ id, code: "unavailable", retryable: true });
    socket.send(send("Hello?", id));
    await hears(socket, "message:new");
  });

  it("[W9] tells everyone of what was committed when the connection broke before the answer", async () => {
    const { enters, maya, sam } = await rehearsal();
    const [mayas, sams] = [await enters(maya), await enters(sam)];
    await Promise.all([hears(mayas, "welcome"), hears(sams, "welcome")]);
    const { append } = appending;
    vi.spyOn(appending, "append").mockImplementationOnce(async (...asked) => {
      await append(...asked);
      throw new Error("connection lost");
    });
    mayas.send(send("Did this arrive?"));
    await Promise.all([hears(mayas, "message:new"), hears(sams, "message:new")]);
    expect(heard(sams, "message:new")).toHaveLength(1);
  });

  it("[W10] stores no answer of an agent whose joining was not stored", async () => {
    const cast = await rehearsal();
    const sams = await cast.enters(cast.sam);
    await hears(sams, "welcome");
    vi.spyOn(appending, "append").mockRejectedValueOnce(new Error("connection lost"));
    const id = uuid();
    sams.send(send("On its way!", id));
    await hears(sams, "refused");
    sams.send(send("On its way!", id));
    await hears(sams, "message:new", 2);
    expect((await messagesOf(cast)).map(({ body }) => body)).toEqual(["Sam joined", "On its way!"]);
  });

  it("[W11] takes a command over HTTP and answers with the event, a repeat with the first", async () => {
    const { enters, maya, sam, conversationId, backstage } = await rehearsal();
    const sams = await enters(sam);
    const ticket = { party: "main", room: conversationId, ...maya } as const;
    const command = { type: "message:send", id: uuid(), body: "From the API" };
    const first = await backstage.post(ticket, command);
    expect(first.status).toBe(201);
    const repeat = await backstage.post(ticket, command);
    expect(repeat.status).toBe(200);
    expect(await repeat.json()).toEqual(await first.json());
    await hears(sams, "message:new");
    expect((await backstage.post(ticket, { type: "join" })).status).toBe(403);
    expect((await backstage.post({ ...ticket, ...sam }, { type: "join" })).status).toBe(204);
    await hears(sams, "message:new", 2);
    expect((await backstage.post(ticket, { type: "sing" })).status).toBe(400);
  });
});

describe("coming and coming back", () => {
  it("[R1] gives a client without a version only a welcome", async () => {
    const { enters, maya, sam, conversationId } = await rehearsal();
    const mayas = await enters(maya);
    mayas.send(send("one"));
    await hears(mayas, "message:new");
    const sams = await enters(sam);
    await hears(sams, "welcome");
    expect(sams.heard).toEqual([
      {
        type: "welcome",
        rev: 1,
        seq: 1,
        self: sam,
        present: [
          { ...maya, status: "online" },
          { ...sam, status: "online" },
        ],
        title: "",
        participants: [{ ...maya, rank: null }],
        receipts: [{ userId: maya.userId, delivered: 1, read: 1 }],
        threadReads: [],
      },
    ]);
    const odd = await enters(sam, { after: "-1", conversationId });
    await hears(odd, "welcome");
    expect(typesHeard(odd)).toEqual(["welcome"]);
  });

  it("[R2] replays what was missed, each once and in order, and then goes on without a gap", async () => {
    const { enters, maya, sam } = await rehearsal();
    const mayas = await enters(maya);
    for (const body of ["one", "two", "three"]) mayas.send(send(body));
    await hears(mayas, "message:new", 3);
    const sams = await enters(sam, { after: 1 });
    // Said while the past is still being told.
    mayas.send(send("four"));
    await hears(sams, "message:new", 3);
    await hears(sams, "resumed");
    expect(heard(sams, "message:new").map(({ rev }) => rev)).toEqual([2, 3, 4]);
    expect(typesHeard(sams)[0]).toBe("welcome");
    mayas.send(send("five"));
    await hears(sams, "message:new", 4);
    expect(heard(sams, "message:new").at(-1)).toMatchObject({ rev: 5 });
  });

  it("[R2] tells those who are here, too, of what the ledger knows and this room did not", async () => {
    const cast = await rehearsal();
    const mayas = await cast.enters(cast.maya, { after: 0 });
    await hears(mayas, "resumed");
    await writeElsewhere(cast, ["from another room"]);
    const sams = await cast.enters(cast.sam, { after: 0 });
    await hears(sams, "resumed");
    await hears(mayas, "message:new");
    expect(heard(mayas, "message:new")).toEqual(heard(sams, "message:new"));
  });

  it("[R3] replays as much as it may, and tells who missed more to reset", async () => {
    const cast = await rehearsal();
    await writeElsewhere(
      cast,
      Array.from({ length: CHANGES_MAX + 1 }, (_, n) => `message ${n}`),
    );
    const mayas = await cast.enters(cast.maya, { after: 1 });
    await hears(mayas, "resumed");
    expect(heard(mayas, "message:new")).toHaveLength(CHANGES_MAX);
    const sams = await cast.enters(cast.sam, { after: 0 });
    await hears(sams, "reset");
    expect(sams.heard.slice(1)).toEqual([{ type: "reset", rev: CHANGES_MAX + 1 }]);
  });

  it("[R4] tells who knows more than the database to reset", async () => {
    const { enters, maya } = await rehearsal();
    const mayas = await enters(maya, { after: 3 });
    await hears(mayas, "reset");
    expect(typesHeard(mayas)).toEqual(["welcome", "reset"]);
  });

  it("[R5] holds back what happens during a replay, and closes a socket that falls too far behind", async () => {
    const { enters, maya, sam } = await rehearsal({ ROOM_FRAMES_PER_SECOND: "10000" });
    const mayas = await enters(maya, { after: 0 });
    await hears(mayas, "resumed");
    const sams = await enters(sam, { after: 0 });
    await hears(sams, "resumed");
    // The database takes its time over Sam's past.
    vi.spyOn(snapshots, "changesSince").mockReturnValueOnce(new Promise(() => {}));
    const stuck = await enters(sam, { after: 0 });
    for (let n = 0; n <= 1_001; n += 1) mayas.send('{"type":"typing","isTyping":true}');
    await expect.poll(() => stuck.closedWith).toBe(1013);
    expect(typesHeard(stuck)).toEqual(["welcome"]);
    await hears(sams, "user:typing", 1_000);
  });

  it("[R6] knows who is there, and what was said, after a sleep at every step", async () => {
    const { enters, maya, sam, backstage } = await rehearsal();
    const room = backstage.room("main", "0");
    const mayas = await enters(maya, { after: 0 });
    await hears(mayas, "resumed");
    room.sleep();
    const sams = await enters(sam, { after: 0 });
    await hears(sams, "resumed");
    expect(heard(sams, "welcome")[0]).toMatchObject({ present: [{ name: "Maya" }, { name: "Sam" }] });
    room.sleep();
    mayas.send(send("still awake?"));
    await hears(sams, "message:new");
    room.sleep();
    sams.send(send("always"));
    await hears(mayas, "message:new", 3);
    expect(heard(mayas, "message:new").map(({ rev }) => rev)).toEqual([1, 2, 3]);
    room.sleep();
    sams.close();
    await hears(mayas, "user:left");
  });

  it("closes the socket of who cannot be let in now", async () => {
    const { enters, maya } = await rehearsal();
    vi.spyOn(snapshots, "snapshotOf").mockRejectedValueOnce(new Error("connection lost"));
    const socket = await enters(maya);
    await expect.poll(() => socket.closedWith).toBe(1013);
    expect(socket.heard).toMatchObject([{ type: "refused", code: "unavailable", retryable: true }]);
  });

  it("refuses the room of a conversation that is not there", async () => {
    const { enters, maya } = await rehearsal();
    const socket = await enters(maya, { conversationId: uuid() });
    await expect.poll(() => socket.closedWith).toBe(1013);
    expect(socket.heard).toMatchObject([{ type: "refused", code: "not-found", retryable: false }]);
  });
});

describe("presence in a conversation room", () => {
  it("[P1] tells of the first socket and the last, not of those between", async () => {
    const { enters, maya, sam } = await rehearsal();
    const mayas = await enters(maya);
    await hears(mayas, "welcome");
    const [desk, phone] = [await enters(sam), await enters(sam)];
    await hears(phone, "welcome");
    desk.close();
    phone.close();
    await hears(mayas, "user:left");
    expect(heard(mayas, "user:joined")).toEqual([{ type: "user:joined", ...sam, status: "online" }]);
    expect(heard(mayas, "user:left")).toHaveLength(1);
    expect(Date.parse(String(heard(mayas, "user:left")[0]?.lastSeenAt))).toBeGreaterThan(0);
  });

  it("[P5] keeps when somebody was last here, and does without while Redis is away", async () => {
    const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = inject("env");
    const redis = openRedis({ url, token });
    const { enters, maya, sam } = await rehearsal();
    const [mayas, sams] = [await enters(maya), await enters(sam)];
    sams.close();
    await hears(mayas, "user:left");
    const lastSeenAt = heard(mayas, "user:left")[0]?.lastSeenAt;
    await expect.poll(() => lastSeenOf(redis, [sam.userId])).toEqual({ [sam.userId]: lastSeenAt });
    const away = await rehearsal({ UPSTASH_REDIS_REST_URL: "http://127.0.0.1:9" });
    const [left, stayed] = [await away.enters(away.sam), await away.enters(away.maya)];
    left.close();
    await hears(stayed, "user:left");
    stayed.send('{"type":"ping"}');
    await hears(stayed, "pong");
  });

  it("[P2] tells the others that somebody types, and stores nothing", async () => {
    const { enters, maya, sam, db, conversationId } = await rehearsal();
    const [mayas, sams] = [await enters(maya), await enters(sam)];
    await Promise.all([hears(mayas, "welcome"), hears(sams, "welcome")]);
    mayas.send('{"type":"typing","isTyping":true}');
    await hears(sams, "user:typing");
    expect(heard(sams, "user:typing")).toEqual([
      { type: "user:typing", userId: maya.userId, isTyping: true },
    ]);
    expect(heard(mayas, "user:typing")).toEqual([]);
    const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
    expect(row?.rev).toBe(0);
  });

  it("[P3] has somebody away only when all their devices are", async () => {
    const { enters, maya, sam } = await rehearsal();
    const [mayas, desk, phone] = [await enters(maya), await enters(sam), await enters(sam)];
    await hears(mayas, "welcome");
    desk.send('{"type":"status","status":"away"}');
    phone.send('{"type":"status","status":"away"}');
    await hears(mayas, "presence", 2);
    expect(heard(mayas, "presence").map(({ status }) => status)).toEqual(["online", "away"]);
  });

  it("[P4] tells everyone how far somebody has read, never further than there is", async () => {
    const { enters, maya, sam } = await rehearsal();
    const [mayas, sams] = [await enters(maya), await enters(sam)];
    mayas.send(send("read this"));
    await hears(sams, "message:new");
    sams.send('{"type":"receipt","delivered":1,"read":99}');
    await hears(mayas, "receipt");
    sams.send('{"type":"receipt","delivered":1,"read":0}');
    sams.send('{"type":"ping"}');
    await hears(sams, "pong");
    expect(heard(mayas, "receipt")).toEqual([{ type: "receipt", userId: sam.userId, delivered: 1, read: 1 }]);
  });
});
