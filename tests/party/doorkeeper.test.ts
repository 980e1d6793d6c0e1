import { SignJWT } from "jose";
import { v7 as uuid } from "uuid";
import { describe, expect, inject, it } from "vitest";
import type { Event } from "@/lib/protocol/event";
import { feedId } from "@/lib/protocol/feed";
import type { Ticket } from "@/lib/protocol/ticket";
import { signTicket } from "@/lib/server/ticket";
import { castForRooms } from "../support/cast";
import { addressOf, opened, roomAddress, ticketFor, visit, visitFeed } from "../support/room-visitor";

const maya = { userId: uuid(), name: "Maya", role: "customer" } as const;

function forge(
  ticket: Partial<Ticket>,
  { secret = inject("env").TICKET_SECRET, aud = "room", exp = "1m" } = {},
) {
  const key = new TextEncoder().encode(secret);
  const jwt = new SignJWT({ ...maya, ...ticket }).setProtectedHeader({ alg: "HS256" });
  return jwt.setJti(uuid()).setAudience(aud).setExpirationTime(exp).sign(key);
}

function unsigned(ticket: Ticket) {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { ...ticket, jti: uuid(), aud: "room", exp: Math.floor(Date.now() / 1000) + 60 };
  return `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.`;
}

describe("the door of a conversation room", () => {
  const room = uuid();
  const ticket: Ticket = { party: "main", room, ...maya };
  const { TICKET_SECRET, TOKEN_SECRET } = inject("env");

  it.each([
    ["no ticket", 401, async () => undefined],
    ["nonsense", 401, async () => "nonsense"],
    ["an expired ticket", 401, () => forge(ticket, { exp: "-1s" })],
    ["a ticket signed by somebody else", 401, () => signTicket(ticket, "x".repeat(64))],
    ["a ticket nobody signed", 401, async () => unsigned(ticket)],
    ["an access token of the API", 401, () => forge(ticket, { secret: TOKEN_SECRET, aud: "api" })],
    [
      "another kind of token with our signature",
      401,
      () => forge(ticket, { secret: TICKET_SECRET, aud: "api" }),
    ],
    ["a ticket without a role we know", 401, () => forge({ ...ticket, role: Object("admin") })],
    ["a ticket for a feed", 403, () => forge({ ...ticket, party: "feed" })],
    ["a ticket for the same id in capitals", 401, () => forge({ ...ticket, room: room.toUpperCase() })],
  ])("[D1] [S02] [S03] [S16] stays shut to %s", async (_, status, token) => {
    await expect(opened(roomAddress("main", room, await token()))).rejects.toThrow(String(status));
  });

  it.each(["1", "00", "%30", " 0", room])("[D1] [S03] is not where %s is", async (elsewhere) => {
    const address = addressOf(`/parties/main/${elsewhere}`, await forge(ticket));
    await expect(opened(address)).rejects.toThrow(/403|404/);
  });

  it("[D1] [S03] leads to the conversation of the ticket and no other", async () => {
    const [cast, other] = [await castForRooms(), await castForRooms()];
    const mayas = await visit({ as: cast.maya, conversationId: cast.conversationId });
    const others = await visit({ as: other.maya, conversationId: other.conversationId });
    await Promise.all([mayas.hears("welcome"), others.hears("welcome")]);
    mayas.send({ type: "message:send", id: uuid(), body: "To my own" });
    await mayas.hears("message:new");
    others.send({ type: "ping" });
    await others.hears("pong");
    expect(others.heard.map(({ type }) => type)).toEqual(["welcome", "pong"]);
  });

  it.each(["https://evil.example", "null", "http://localhost.evil.example", "HTTP://LOCALHOST:1"])(
    "[D2] [S01] stays shut to a page from %s",
    async (origin) => {
      await expect(opened(roomAddress("main", room, await forge(ticket)), origin)).rejects.toThrow("403");
    },
  );

  it("[D2] [S01] opens to our own pages and to programs", async () => {
    const cast = await castForRooms();
    const { conversationId } = cast;
    const [origin] = inject("env").ALLOWED_ORIGINS.split(",");
    const page = await visit({ as: cast.maya, conversationId, ...(origin && { origin }) });
    const program = await visit({ as: cast.maya, conversationId });
    await Promise.all([page.hears("welcome"), program.hears("welcome")]);
  });

  it("[D4] [S09] takes nobody's word but the ticket's for who is there", async () => {
    const cast = await castForRooms();
    const { conversationId } = cast;
    const address = roomAddress(
      "main",
      conversationId,
      await ticketFor({ party: "main", room: conversationId, ...cast.maya }),
    );
    const forged = encodeURIComponent(JSON.stringify({ party: "main", room: conversationId, ...cast.sam }));
    const { default: WebSocket } = await import("ws");
    const socket = new WebSocket(address, { headers: { "x-servihub-verified": forged } });
    const frame = await new Promise((resolve) =>
      socket.once("message", (data) => resolve(JSON.parse(String(data)))),
    );
    socket.close();
    expect(frame).toMatchObject({ type: "welcome", self: cast.maya });
  });

  it("[D5] [S07] lets one person open so many sockets and no more", async () => {
    const cast = await castForRooms();
    const { conversationId } = cast;
    const sockets = await Promise.all(
      Array.from({ length: 20 }, () => visit({ as: cast.maya, conversationId })),
    );
    await Promise.all(sockets.map((socket) => socket.hears("welcome")));
    const oneMore = await visit({ as: cast.maya, conversationId });
    expect(await oneMore.hears("refused")).toMatchObject({ code: "too-many", retryable: true });
    // The runtime ends the connection itself only 15 s after its close frame when the client never spoke.
    await expect.poll(() => oneMore.socket.readyState).toBeGreaterThanOrEqual(oneMore.socket.CLOSING);
    sockets[0]?.send({ type: "ping" });
    await sockets[0]?.hears("pong");
  });
});

describe("the news of the rooms", () => {
  it("[D3] are told to our feeds alone, not to a ticket's holder who asks for them", async () => {
    const cast = await castForRooms();
    const { conversationId, businessId } = cast;
    const ticket = await ticketFor({ party: "main", room: conversationId, ...cast.maya });
    const address = roomAddress("main", conversationId, ticket);
    address.searchParams.set("follow", feedId.inbox(businessId));
    const spy = await opened<Event>(address);
    await spy.hears("welcome");
    const feed = await visitFeed(cast.sam, feedId.inbox(businessId));
    await feed.hears("welcome");
    spy.send({ type: "message:send", id: uuid(), body: "Whom is this told to?" });
    await feed.hears("conversation:changed");
    spy.send({ type: "ping" });
    await spy.hears("pong");
    // That somebody of the business is there is no news of theirs.
    const heard = spy.heard.map(({ type }) => type).filter((type) => type !== "around");
    expect(heard).toEqual(["welcome", "message:new", "pong"]);
  });
});

describe("the door of a feed", () => {
  it("[D1] [S03] opens only to a ticket for this feed", async () => {
    const mine = feedId.me(maya.userId);
    const ticket = await forge({ party: "feed", room: mine });
    await expect(opened(roomAddress("feed", feedId.me(uuid()), ticket))).rejects.toThrow("403");
    await expect(opened(roomAddress("feed", feedId.inbox(uuid()), ticket))).rejects.toThrow("403");
    await expect(
      opened(roomAddress("feed", mine, await forge({ party: "main", room: mine }))),
    ).rejects.toThrow("403");
    const feed = await opened<{ type: string }>(roomAddress("feed", mine, ticket));
    expect(await feed.hears("welcome")).toEqual({ type: "welcome" });
  });
});

describe("the rooms' origin", () => {
  it("says that it is well and nothing else", async () => {
    const { ROOMS_URL } = inject("env");
    expect(await (await fetch(new URL("/health", ROOMS_URL))).text()).toBe("ok");
    expect((await fetch(new URL("/anything", ROOMS_URL))).status).toBe(404);
    expect((await fetch(new URL("/parties/nobody/1", ROOMS_URL))).status).toBe(404);
    expect((await fetch(new URL(`/parties/main/${uuid()}`, ROOMS_URL))).status).toBe(401);
  });
});
