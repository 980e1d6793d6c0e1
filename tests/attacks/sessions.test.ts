import { count, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it, vi } from "vitest";
import { refreshApiSession, startApiSession } from "@/app/account/api-session";
import { leaveBusiness, signOut, signOutElsewhere } from "@/app/account/leaving";
import { giveTicket } from "@/app/conversation/tickets";
import { type Viewer, viewerOf } from "@/app/viewer";
import { openConversation } from "@/db/conversations";
import { businesses, memberships } from "@/db/schema";
import { refreshTokens, visits } from "@/db/session-parts";
import type { TicketRequest } from "@/lib/protocol/ticket";
import { messagesOf } from "../support/cast";
import { rehearsal } from "../support/rehearsal";
import { type Heard, opened, type RoomVisitor } from "../support/room-visitor";
import { castOfSite, signedIn } from "../support/viewers";

process.env.ROOMS_PUBLIC_URL = process.env.ROOMS_URL?.replace("http", "ws");

/** What a sign-in that ends has to lose its sockets in. */
const WITHIN = { timeout: 5_000 };

async function ticketOf(viewer: Viewer, asked: TicketRequest): Promise<URL> {
  const { url, token } = await giveTicket(viewer, asked);
  const address = new URL(url);
  address.searchParams.set("token", token);
  return address;
}

/** Opens a room as the site lets this sign-in do it. */
async function open(viewer: Viewer, asked: TicketRequest): Promise<RoomVisitor<Heard>> {
  const visitor = await opened<Heard>(await ticketOf(viewer, asked));
  await visitor.hears("welcome");
  return visitor;
}

const isShut = ({ socket }: RoomVisitor<Heard>) => socket.readyState >= socket.CLOSING;

describe("[D7] [G9] [S05] after a sign-out", () => {
  it("the sign-in's sockets are closed within 5 s, and nobody else's", async () => {
    const { asMaya, asSam, conversationId } = await castOfSite();
    const room = { conversationId };
    const mine = [await open(asMaya, room), await open(asMaya, room), await open(asMaya, { feed: "me" })];
    const others = [await open(await signedIn(asMaya.id), room), await open(asSam, room)];
    await signOut(asMaya.sessionId);
    await expect.poll(() => mine.map(isShut), WITHIN).toEqual([true, true, true]);
    others[1]?.send({ type: "message:send", id: uuid(), body: "Not for those who left" });
    await others[0]?.hears("message:new");
    expect(mine.flatMap(({ heard }) => heard).map(({ type }) => type)).not.toContain("message:new");
    expect(others.map(isShut)).toEqual([false, false]);
  });

  it("a ticket from before opens nothing, and commands nothing", async () => {
    const { asMaya, conversationId } = await castOfSite();
    await open(asMaya, { conversationId });
    const [kept, posted] = [
      await ticketOf(asMaya, { conversationId }),
      await ticketOf(asMaya, { conversationId }),
    ];
    await signOut(asMaya.sessionId);
    const late = await opened<Heard>(kept);
    expect(await late.hears("refused")).toMatchObject({ code: "unauthorized" });
    posted.protocol = "http:";
    const body = JSON.stringify({ type: "message:send", id: uuid(), body: "Still me?" });
    expect((await fetch(posted, { method: "POST", body })).status).toBe(401);
  });

  it("there are no new tickets, not even for a request that was let in just before", async () => {
    const { asMaya, conversationId } = await castOfSite();
    await signOut(asMaya.sessionId);
    await expect(giveTicket(asMaya, { conversationId })).rejects.toMatchObject({ code: "unauthorized" });
    await expect(giveTicket(asMaya, { feed: "me" })).rejects.toMatchObject({ code: "unauthorized" });
  });

  it("a copied cookie and a program's tokens are nobody's, at once", async () => {
    const { asMaya, db } = await castOfSite();
    const { accessToken } = await startApiSession(asMaya.id);
    const sessionId = String(JSON.parse(atob(accessToken.split(".")[1] ?? "")).sessionId);
    expect(await viewerOf(sessionId)).toMatchObject({ id: asMaya.id });
    await signOut(sessionId);
    expect(await viewerOf(sessionId)).toBeNull();
    expect(await viewerOf(asMaya.sessionId)).toMatchObject({ id: asMaya.id });
    const [kept] = await db
      .select({ n: count() })
      .from(refreshTokens)
      .where(eq(refreshTokens.family, sessionId));
    expect(kept).toEqual({ n: 0 });
  });

  it("[S17] two tabs that refresh at once stay signed in, and so does whoever never heard the answer", async () => {
    const { asMaya } = await castOfSite();
    const { refreshToken } = await startApiSession(asMaya.id);
    const tabs = await Promise.all(Array.from({ length: 8 }, () => refreshApiSession({ refreshToken })));
    expect(new Set(tabs.map((tab) => tab.refreshToken)).size).toBe(tabs.length);
    for (const tab of tabs) {
      const next = await refreshApiSession({ refreshToken: tab.refreshToken });
      const { sessionId } = JSON.parse(atob(next.accessToken.split(".")[1] ?? ""));
      expect(await viewerOf(String(sessionId))).toMatchObject({ id: asMaya.id });
    }
  });

  it("[S17] a refresh token that comes again ends the sign-in, for the thief and for whom it was taken from", async () => {
    const { asMaya } = await castOfSite();
    const { refreshToken } = await startApiSession(asMaya.id);
    const next = await refreshApiSession({ refreshToken });
    const sessionId = String(JSON.parse(atob(next.accessToken.split(".")[1] ?? "")).sessionId);
    expect(await viewerOf(sessionId)).toMatchObject({ id: asMaya.id });
    const later = new Date(Date.now() + 60_000);
    await expect(refreshApiSession({ refreshToken }, later)).rejects.toMatchObject({ code: "unauthorized" });
    expect(await viewerOf(sessionId)).toBeNull();
    await expect(refreshApiSession({ refreshToken: next.refreshToken })).rejects.toMatchObject({
      code: "unauthorized",
    });
    for (const wrong of [
      {},
      { refreshToken: 1 },
      { refreshToken: "x".repeat(201) },
      { refreshToken, sub: 1 },
    ])
      await expect(refreshApiSession(wrong)).rejects.toMatchObject({ code: "bad-command" });
    await expect(refreshApiSession({ refreshToken: "" })).rejects.toMatchObject({ code: "unauthorized" });
  });

  it.each(["undefined", "", "'; drop table sessions"])(
    "of no sign-in at all, nothing happens: %j",
    async (id) => {
      await signOut(id);
      expect(await viewerOf(id)).toBeNull();
    },
  );

  it("rooms that could not be told are told later", async () => {
    const { asMaya, conversationId, db } = await castOfSite();
    const socket = await open(asMaya, { conversationId });
    const away = vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("the rooms are away"));
    const complaint = vi.spyOn(console, "error").mockImplementation(() => {});
    await signOut(asMaya.sessionId);
    expect(complaint.mock.calls.join()).toContain("expulsion");
    expect(isShut(socket)).toBe(false);
    away.mockRestore();
    await expect.poll(() => isShut(socket), WITHIN).toBe(true);
    const left = () => db.select().from(visits).where(eq(visits.sessionId, asMaya.sessionId));
    await expect.poll(left).toEqual([]);
  });
});

describe("[G9] [S05] after a change of the password", () => {
  it("all other sign-ins of that person have lost everything, and this one nothing", async () => {
    const { asMaya, asSam, conversationId } = await castOfSite();
    const elsewhere = await signedIn(asMaya.id);
    const room = { conversationId };
    const [here, there, sams] = [
      await open(asMaya, room),
      await open(elsewhere, room),
      await open(asSam, room),
    ];
    await signOutElsewhere(asMaya);
    await expect.poll(() => isShut(there), WITHIN).toBe(true);
    expect(await viewerOf(elsewhere.sessionId)).toBeNull();
    expect(await viewerOf(asMaya.sessionId)).toEqual(asMaya);
    expect([here, sams].map(isShut)).toEqual([false, false]);
    await open(asMaya, room);
  });
});

describe("[F36] [G9] [S05] after a removal from a business", () => {
  it("the sockets in its inbox and conversations are closed within 5 s, and those elsewhere are not", async () => {
    const { asSam, asNora, businessId, conversationId, db } = await castOfSite();
    const [other] = await db.insert(businesses).values({ slug: uuid(), name: "Northside" }).returning();
    if (!other) throw new Error("no business was made");
    await db.insert(memberships).values({ businessId: other.id, userId: asSam.id, role: "agent" });
    const { id: elsewhere } = await openConversation(db, { businessId: other.id, customerId: asNora.id });
    const sam = await signedIn(asSam.id);
    const lost = [await open(sam, { conversationId }), await open(sam, { feed: "inbox", businessId })];
    const kept = [
      await open(sam, { conversationId: elsewhere }),
      await open(sam, { feed: "inbox", businessId: other.id }),
      await open(sam, { feed: "me" }),
      await open(asNora, { conversationId }),
      await open(asNora, { feed: "inbox", businessId }),
    ];
    await leaveBusiness({ businessId, userId: sam.id });
    await expect.poll(() => lost.map(isShut), WITHIN).toEqual([true, true]);
    kept.at(-2)?.send({ type: "message:send", id: uuid(), body: "Between us now" });
    await kept.at(-1)?.hears("conversation:changed");
    expect(lost.flatMap(({ heard }) => heard).map(({ type }) => type)).not.toContain("conversation:changed");
    expect(kept.map(isShut)).toEqual(kept.map(() => false));
  });

  it("there are no new tickets, not even for a request that was let in just before", async () => {
    const { asSam, businessId, conversationId } = await castOfSite();
    await open(asSam, { feed: "inbox", businessId });
    await leaveBusiness({ businessId, userId: asSam.id });
    for (const asked of [{ conversationId }, { feed: "inbox", businessId } as const])
      await expect(giveTicket(asSam, asked)).rejects.toMatchObject({ code: "not-found" });
    expect(await viewerOf(asSam.sessionId)).toMatchObject({ memberships: [] });
  });
});

describe("[S05] a socket that was closed", () => {
  it("is not heard, however long its client keeps the line and goes on sending", async () => {
    const cast = await rehearsal();
    const maya = await cast.enters(cast.maya);
    await expect.poll(() => maya.heard.length).toBeGreaterThan(0);
    const shard = cast.backstage.room("main", "0");
    const [inside] = shard.sockets;
    inside?.close(1008);
    const frame = JSON.stringify({ type: "message:send", id: uuid(), body: "Still here" });
    await shard.server.onMessage?.(frame, inside);
    expect(await messagesOf(cast)).toEqual([]);
  });
});

describe("[S05] an expulsion", () => {
  it.each([
    ["a ticket", 401, (address: URL) => address.searchParams.get("token")],
    ["no token", 401, () => null],
  ])("is the site's to order, and not that of whoever has %s", async (_, status, tokenIn) => {
    const { asMaya, conversationId } = await castOfSite();
    const address = await ticketOf(asMaya, { conversationId });
    const token = tokenIn(address);
    address.search = "";
    address.protocol = "http:";
    const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
    expect((await fetch(address, { method: "DELETE", headers })).status).toBe(status);
  });
});
