import { v7 as uuid } from "uuid";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { StreamSocket } from "@/lib/client/lower-rungs";
import { FRAME_BYTES_MAX } from "@/lib/protocol/command";
import { type Event, event } from "@/lib/protocol/event";
import { feedId } from "@/lib/protocol/feed";
import { FRAMES_PER_VISIT_MAX, VISIT_SECONDS_MAX } from "@/lib/protocol/visit";
import { SOCKETS_PER_USER_MAX } from "@/lib/room-limits";
import { expel, visitRoom } from "@/lib/server/rooms";
import { type Cast, castForRooms, messagesOf, type Person } from "../support/cast";
import { roomAddress, ticketFor, visit } from "../support/room-visitor";

const ours = () => ({ url: inject("env").ROOMS_URL, shards: 1, ticketSecret: inject("env").TICKET_SECRET });
const place = (cast: Cast) => ({ party: "main" as const, room: cast.conversationId });

/** Somebody's stream, by the product's own client, and what they heard over it. */
async function openStream(
  cast: Cast,
  person: Person,
  { session, after }: { session?: string; after?: number } = {},
) {
  const token = await ticketFor({ ...place(cast), ...person, ...(session && { session }) });
  const address = roomAddress("main", cast.conversationId, token);
  if (after !== undefined) address.searchParams.set("after", String(after));
  const stream = new StreamSocket(String(address));
  onTestFinished(() => stream.close());
  const heard: Event[] = [];
  let isClosed = false;
  stream.addEventListener("message", (told) => heard.push(event.parse(JSON.parse(Object(told).data))));
  stream.addEventListener("close", () => {
    isClosed = true;
  });
  const hears = (type: Event["type"]) =>
    expect.poll(() => heard.map((each) => each.type), { timeout: 5_000 }).toContain(type);
  return {
    stream,
    heard,
    hears,
    isClosed: () => isClosed,
    say: (what: object) => stream.send(JSON.stringify(what)),
  };
}

/** A stream by hand: what its holder is told first is the id it is known by. */
async function openRaw(cast: Cast, person: Person): Promise<{ id: string; breakOff: () => void }> {
  const address = roomAddress("main", cast.conversationId, await ticketFor({ ...place(cast), ...person }));
  address.protocol = "http:";
  const line = new AbortController();
  onTestFinished(() => line.abort());
  const { body } = await fetch(address, { headers: { accept: "text/event-stream" }, signal: line.signal });
  let told = "";
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  while (!told.includes("data: ")) told += decoder.decode((await reader?.read())?.value);
  const id = /event: open\ndata: (.*)/.exec(told)?.[1] ?? "";
  return { id, breakOff: () => line.abort() };
}

const post = (address: URL, body: string, headers: Record<string, string> = {}) =>
  fetch(address, { method: "POST", body, headers });

/** Where a room takes what is said over streams. */
function streamsOf(cast: Cast): URL {
  const address = roomAddress("main", cast.conversationId);
  address.protocol = "http:";
  address.search = "stream=";
  return address;
}

describe("a stream", () => {
  it("[Y1] tells what a socket is told, and whoever has it is here until they close it", async () => {
    const cast = await castForRooms();
    const sam = await visit({ as: cast.sam, conversationId: cast.conversationId });
    const maya = await openStream(cast, cast.maya, { after: 0 });
    await maya.hears("resumed");
    await sam.hears("user:joined", ({ userId }) => userId === cast.maya.userId);
    const id = uuid();
    maya.say({ type: "message:send", id, body: "Over a stream" });
    await sam.hears("message:new", ({ message }) => message.id === id);
    await maya.hears("message:new");
    sam.send({ type: "typing", isTyping: true });
    await maya.hears("user:typing");
    maya.stream.close();
    await sam.hears("user:left", ({ userId }) => userId === cast.maya.userId);
  });

  it("[Y1] [F13] is missed within seconds where it breaks off without a word", async () => {
    const cast = await castForRooms();
    const sam = await visit({ as: cast.sam, conversationId: cast.conversationId });
    const raw = await openRaw(cast, cast.maya);
    await sam.hears("user:joined", ({ userId }) => userId === cast.maya.userId);
    raw.breakOff();
    await sam.hears("user:left", ({ userId }) => userId === cast.maya.userId);
  }, 30_000);

  it("[Y1] [D6] takes a ticket of its own", async () => {
    const cast = await castForRooms();
    const token = await ticketFor({ ...place(cast), ...cast.maya });
    const address = String(roomAddress("main", cast.conversationId, token));
    const [first, second] = [new StreamSocket(address), new StreamSocket(address)];
    onTestFinished(() => first.close());
    await expect.poll(() => [first.readyState, second.readyState].toSorted()).toEqual([1, 3]);
  });

  it("[Y1] [D5] [D7] [S05] counts as a socket, and is closed with its sign-in", async () => {
    const cast = await castForRooms();
    const session = uuid();
    const streams = await Promise.all(
      Array.from({ length: SOCKETS_PER_USER_MAX }, () => openStream(cast, cast.maya, { session })),
    );
    for (const each of streams) await each.hears("welcome");
    const tooMany = await visit({ as: cast.maya, conversationId: cast.conversationId });
    expect(await tooMany.hears("refused")).toMatchObject({ code: "too-many" });
    await expel(ours(), { ...place(cast), session });
    await expect.poll(() => streams.every((each) => each.isClosed())).toBe(true);
  });

  it("[Y1] [C1] refuses what it does not understand, and stays open", async () => {
    const cast = await castForRooms();
    const maya = await openStream(cast, cast.maya);
    await maya.hears("welcome");
    maya.say({ type: "message:shout" });
    await maya.hears("refused");
    maya.say({ type: "ping" });
    await maya.hears("pong");
  });

  it("[Y1] tells of what changes in a list, too", async () => {
    const cast = await castForRooms();
    const feed = feedId.inbox(cast.businessId);
    const stream = new StreamSocket(
      String(roomAddress("feed", feed, await ticketFor({ party: "feed", room: feed, ...cast.sam }))),
    );
    onTestFinished(() => stream.close());
    const heard: string[] = [];
    stream.addEventListener("message", (told) => heard.push(JSON.parse(Object(told).data).type));
    await expect.poll(() => heard, { timeout: 5_000 }).toContain("welcome");
    const maya = await visit({ as: cast.maya, conversationId: cast.conversationId });
    maya.send({ type: "message:send", id: uuid(), body: "For the list" });
    await expect.poll(() => heard, { timeout: 5_000 }).toContain("conversation:changed");
  });

  it("[Y2] keeps the order of what is said at once", async () => {
    const cast = await castForRooms();
    const maya = await openStream(cast, cast.maya);
    await maya.hears("welcome");
    const bodies = Array.from({ length: 25 }, (_, n) => `message ${n}`);
    for (const body of bodies) maya.say({ type: "message:send", id: uuid(), body });
    await expect.poll(async () => (await messagesOf(cast)).map(({ body }) => body)).toEqual(bodies);
  });

  it("[Y2] takes nothing for an id that it did not give, or not any more, nor what is too long", async () => {
    const cast = await castForRooms();
    const said = JSON.stringify({ type: "message:send", id: uuid(), body: "Not mine" });
    for (const id of [uuid(), "", "__proto__"])
      expect((await post(streamsOf(cast), `${id}\n${said}`)).status).toBe(404);
    const { id, breakOff } = await openRaw(cast, cast.maya);
    expect((await post(streamsOf(cast), `${id}\n${"x".repeat(FRAME_BYTES_MAX + 100)}`)).status).toBe(413);
    expect((await post(streamsOf(cast), id)).status).toBe(204);
    breakOff();
    await expect.poll(async () => (await post(streamsOf(cast), `${id}\n${said}`)).status).toBe(404);
    expect(await messagesOf(cast)).toEqual([]);
  });

  it("[Y5] [S01] [S33] is opened by no foreign page, which can read no answer either", async () => {
    const cast = await castForRooms();
    const address = roomAddress(
      "main",
      cast.conversationId,
      await ticketFor({ ...place(cast), ...cast.maya }),
    );
    address.protocol = "http:";
    const headers = { accept: "text/event-stream", origin: "https://evil.example" };
    const opened = await fetch(address, { headers });
    expect([opened.status, opened.headers.get("access-control-allow-origin")]).toEqual([403, null]);
    const said = await post(streamsOf(cast), uuid(), { origin: "https://evil.example" });
    expect([said.status, said.headers.get("access-control-allow-origin")]).toEqual([403, null]);
    const [origin = ""] = inject("env").ALLOWED_ORIGINS.split(",");
    const unknown = await post(streamsOf(cast), `${uuid()}\n{}`, { origin });
    expect([unknown.status, unknown.headers.get("access-control-allow-origin")]).toEqual([404, origin]);
  });
});

it("[S10] how the rooms stand is told to the site alone, and to nobody who signed in", async () => {
  const cast = await castForRooms();
  const token = await ticketFor({ ...place(cast), ...cast.nora, session: uuid() });
  const address = roomAddress("main", cast.conversationId, token);
  address.protocol = "http:";
  const asked = await fetch(address);
  expect([asked.status, (await asked.json()).error.code]).toEqual([404, "not-found"]);
});

describe("a visit", () => {
  const call = (cast: Cast, person: Person, asked: Parameters<typeof visitRoom>[2], session?: string) =>
    visitRoom(ours(), { ...place(cast), ...person, ...(session && { session }) }, asked);
  const types = (changes: Event[]) => changes.map(({ type }) => type);
  const saying = (body: string) => JSON.stringify({ type: "message:send", id: uuid(), body });

  it("[Y3] tells what was missed, says something, and tells what came of it", async () => {
    const cast = await castForRooms();
    const first = await call(cast, cast.maya, { after: 0, frames: [saying("One"), '{"type":"shout"}'] });
    expect(types(first.changes)).toEqual(["welcome", "resumed", "message:new", "refused"]);
    expect(first.rev).toBe(1);
    const repeated = saying("Two");
    const second = await call(cast, cast.maya, { after: 0, frames: [repeated] });
    expect(types(second.changes)).toEqual(["welcome", "message:new", "resumed", "message:new"]);
    const third = await call(cast, cast.maya, { after: 2, frames: [repeated] });
    expect(types(third.changes)).toEqual(["welcome", "resumed", "message:new"]);
    expect([third.rev, (await messagesOf(cast)).length]).toEqual([2, 2]);
  });

  it("[Y3] waits for what comes, and no longer", async () => {
    const cast = await castForRooms();
    const waiting = call(cast, cast.sam, { after: 0, wait: VISIT_SECONDS_MAX });
    const maya = await visit({ as: cast.maya, conversationId: cast.conversationId });
    let answer: Awaited<typeof waiting> | undefined;
    waiting.then((given) => {
      answer = given;
    });
    // It may arrive later than what happens first.
    await expect
      .poll(() => {
        maya.send({ type: "typing", isTyping: true });
        return answer?.rev;
      })
      .toBe(0);
    expect(["user:joined", "user:typing"]).toContain(types(answer?.changes ?? []).at(-1));
    const next = call(cast, cast.sam, { after: 0, wait: VISIT_SECONDS_MAX });
    maya.send({ type: "message:send", id: uuid(), body: "Are you there?" });
    expect(types((await next).changes)).toContain("message:new");
    expect(types((await call(cast, cast.sam, { after: 1, wait: 1 })).changes)).toEqual([
      "welcome",
      "resumed",
    ]);
  });

  it("[Y3] takes no more at once than it may", async () => {
    const cast = await castForRooms();
    const frames = Array.from({ length: FRAMES_PER_VISIT_MAX + 1 }, () => '{"type":"ping"}');
    await expect(call(cast, cast.maya, { frames })).rejects.toMatchObject({ code: "too-long" });
    await expect(call(cast, cast.leo, {})).rejects.toMatchObject({ code: "not-found" });
  });

  it("[Y4] is told to nobody, and ends with the sign-in", async () => {
    const cast = await castForRooms();
    const sam = await visit({ as: cast.sam, conversationId: cast.conversationId });
    await sam.hears("welcome");
    await call(cast, cast.maya, { after: 0, frames: [saying("Passing by")] });
    await sam.hears("message:new");
    expect([sam.all("user:joined"), sam.all("user:left")]).toEqual([[], []]);
    const session = uuid();
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    call(cast, cast.maya, { after: 1, wait: VISIT_SECONDS_MAX }, session).then(end, end);
    await expect
      .poll(async () => {
        await expel(ours(), { ...place(cast), session });
        return isOver;
      })
      .toBe(true);
    await expect(call(cast, cast.maya, { after: 1 }, session)).rejects.toMatchObject({
      code: "unauthorized",
    });
  });
});
