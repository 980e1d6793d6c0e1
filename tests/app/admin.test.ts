import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { refreshApiSession, startApiSession } from "@/app/account/api-session";
import { signInWithPassword } from "@/app/account/password";
import { close, reopen } from "@/app/admin/closing";
import { REASON_LENGTH_MAX } from "@/app/admin/form";
import { changeAdmin, endSignIn, endSignIns, restore, suspend } from "@/app/admin/people";
import { confirmPost, nameConfirmation, readOwnConfirmations } from "@/app/broadcasts/confirm";
import { reactToPost } from "@/app/broadcasts/react";
import { readPosts } from "@/app/broadcasts/reading";
import { readBusiness } from "@/app/businesses/directory";
import { readMessages } from "@/app/conversation/messages";
import { postMessage } from "@/app/conversation/post";
import { start } from "@/app/conversation/start";
import { giveTicket } from "@/app/conversation/tickets";
import { sendDue } from "@/app/due/later";
import { readInbox } from "@/app/inbox/list";
import { changeRole, dismiss, enlist } from "@/app/team/members";
import { type Viewer, viewerOf } from "@/app/viewer";
import { addApiToken, grantOfApiToken } from "@/db/api-tokens";
import { auditEntries } from "@/db/audit-parts";
import { businessById } from "@/db/businesses";
import { planLater } from "@/db/later";
import { memberships, users } from "@/db/schema";
import type { TicketRequest } from "@/lib/protocol/ticket";
import { hashPassword } from "@/lib/server/password";
import { messagesOf } from "../support/cast";
import { form } from "../support/form";
import { published } from "../support/posts";
import { type Heard, opened, type RoomVisitor } from "../support/room-visitor";
import { admin, castOfSite, signedIn } from "../support/viewers";

vi.mock("next/headers", () => ({ cookies: async () => new Map(), headers: async () => new Headers() }));

process.env.ROOMS_PUBLIC_URL = process.env.ROOMS_URL?.replace("http", "ws");

/** What was closed or ended has to lose its sockets in. */
const WITHIN = { timeout: 5_000 };

async function castWithAdmin() {
  const cast = await castOfSite();
  const asRobin = await admin(cast.db);
  return { ...cast, asRobin, robinId: asRobin.id };
}

async function open(viewer: Viewer, asked: TicketRequest): Promise<RoomVisitor<Heard>> {
  const { url, token } = await giveTicket(viewer, asked);
  const address = new URL(url);
  address.searchParams.set("token", token);
  const visitor = await opened<Heard>(address);
  await visitor.hears("welcome");
  return visitor;
}

const isShut = ({ socket }: RoomVisitor<Heard>) => socket.readyState >= socket.CLOSING;

const why = { reason: "Complaints of three customers" };

describe("what admins do", () => {
  it("[S10] is not there for anybody else, owners and guests included", async () => {
    const { asNora, asSam, asMaya, asGuest, asRobin, businessId, maya, sam } = await castWithAdmin();
    const confined = { ...asRobin, confinedTo: businessId };
    const asked: [(viewer: Viewer | null, asked: unknown) => Promise<unknown>, FormData][] = [
      [suspend, form({ userId: maya.userId, ...why })],
      [restore, form({ userId: maya.userId })],
      [changeAdmin, form({ userId: maya.userId, isAdmin: "yes" })],
      [endSignIn, form({ userId: maya.userId, signInId: asMaya.sessionId })],
      [endSignIns, form({ userId: maya.userId })],
      [close, form({ businessId, ...why })],
      [reopen, form({ businessId })],
    ];
    const ofOwners: typeof asked = [
      [changeRole, form({ at: "admin", businessId, userId: sam.userId, role: "owner" })],
      [dismiss, form({ at: "admin", businessId, userId: sam.userId })],
      [enlist, form({ at: "admin", businessId, userId: maya.userId, role: "agent" })],
    ];
    for (const [perform, given] of [...asked, ...ofOwners]) {
      const isOwners = ofOwners.some(([each]) => each === perform);
      for (const other of [asSam, asMaya, asGuest, ...(isOwners ? [] : [asNora])])
        await expect(perform(other, given)).rejects.toMatchObject({ code: "not-found" });
      await expect(perform(confined, given)).rejects.toMatchObject({ code: "forbidden" });
      await expect(perform(null, given)).rejects.toMatchObject({ code: "unauthorized" });
    }
    expect(await viewerOf(asMaya.sessionId)).toMatchObject({ isAdmin: false });
  });

  it("needs a reason for keeping anybody out, of a bounded length", async () => {
    const { asRobin, maya } = await castWithAdmin();
    const { userId } = maya;
    for (const reason of ["", "   ", "x".repeat(REASON_LENGTH_MAX + 1), "\u202Ebackwards"])
      await expect(suspend(asRobin, form({ userId, reason }))).rejects.toMatchObject({ code: "bad-command" });
    expect(await suspend(asRobin, form({ userId, reason: "x".repeat(REASON_LENGTH_MAX) }))).toEqual({
      to: `/admin/users/${userId}?done=suspended`,
    });
  });

  it("does not keep an admin out by their own hand", async () => {
    const { asRobin, robinId } = await castWithAdmin();
    const asked = suspend(asRobin, form({ userId: robinId, ...why }));
    await expect(asked).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is told of in the audit trail, and only where something changed", async () => {
    const { db, asRobin, robinId, maya, sam, businessId } = await castWithAdmin();
    await suspend(asRobin, form({ userId: maya.userId, ...why }));
    for (let n = 0; n < 2; n += 1) await restore(asRobin, form({ userId: maya.userId }));
    await changeRole(asRobin, form({ at: "admin", businessId, userId: sam.userId, role: "agent" }));
    await changeRole(asRobin, form({ at: "admin", businessId, userId: sam.userId, role: "owner" }));
    await close(asRobin, form({ businessId, ...why }));
    const entries = await db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.actorId, robinId))
      .orderBy(desc(auditEntries.at));
    expect(
      entries.map(({ kind, actorRole, subjectId, detail }) => ({ kind, actorRole, subjectId, detail })),
    ).toEqual([
      ...[
        ["business.suspended", businessId, { name: "Harbor Coffee", ...why }],
        ["member.role-changed", sam.userId, { name: "Sam", before: "agent", after: "owner" }],
        ["user.restored", maya.userId, { name: "Maya" }],
        ["user.suspended", maya.userId, { name: "Maya", ...why }],
      ].map(([kind, subjectId, detail]) => ({ kind, actorRole: "admin", subjectId, detail })),
      { kind: "user.signed-in", actorRole: "person", subjectId: robinId, detail: {} },
    ]);
  });
});

describe("[G9] a person who is suspended", () => {
  it("is signed out everywhere within 5 s, and their tokens are nobody's", async () => {
    const { db, asRobin, asMaya, asSam, conversationId } = await castWithAdmin();
    const sockets = [
      await open(asMaya, { conversationId }),
      await open(await signedIn(asMaya.id), { conversationId }),
      await open(asMaya, { feed: "me" }),
    ];
    const other = await open(asSam, { conversationId });
    const { refreshToken } = await startApiSession(asMaya.id);
    const made = await addApiToken(db, { userId: asMaya.id, name: "Bot", scopes: ["read"], days: null });
    if (made === "too-many") throw new Error("no token was made");
    await suspend(asRobin, form({ userId: asMaya.id, ...why }));
    await expect.poll(() => sockets.map(isShut), WITHIN).toEqual([true, true, true]);
    expect(isShut(other)).toBe(false);
    await expect(refreshApiSession({ refreshToken })).rejects.toMatchObject({ code: "unauthorized" });
    const grant = await grantOfApiToken(db, made.secret);
    expect(grant && (await viewerOf(grant.sessionId))).toBeNull();
    await expect(giveTicket(asMaya, { conversationId })).rejects.toMatchObject({ code: "not-found" });
    await expect(postMessage(asMaya, { conversationId, body: "Me" })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("is told so after the right password, and not before; and signs in again once restored", async () => {
    const { db, asRobin, asLeo } = await castWithAdmin();
    const passwordHash = await hashPassword("a sentence is a good one");
    await db.update(users).set({ passwordHash }).where(eq(users.id, asLeo.id));
    const given = { email: asLeo.email, password: "a sentence is a good one" };
    await suspend(asRobin, form({ userId: asLeo.id, ...why }));
    await expect(signInWithPassword(given, randomUUID())).rejects.toMatchObject({ code: "forbidden" });
    const wrong = signInWithPassword({ ...given, password: "another sentence" }, randomUUID());
    await expect(wrong).rejects.toMatchObject({ code: "unauthorized" });
    await restore(asRobin, form({ userId: asLeo.id }));
    expect(await signInWithPassword(given, randomUUID())).toEqual({ id: asLeo.id });
  });
});

describe("[G9] a sign-in that an admin ends", () => {
  it("is closed within 5 s, and no other is", async () => {
    const { asRobin, asMaya, asLeo, conversationId } = await castWithAdmin();
    const second = await signedIn(asMaya.id);
    const sockets = [await open(asMaya, { conversationId }), await open(second, { conversationId })];
    const ofAnother = endSignIn(asRobin, form({ userId: asMaya.id, signInId: asLeo.sessionId }));
    await expect(ofAnother).rejects.toMatchObject({ code: "not-found" });
    await endSignIn(asRobin, form({ userId: asMaya.id, signInId: asMaya.sessionId }));
    await expect.poll(() => sockets.map(isShut), WITHIN).toEqual([true, false]);
    await endSignIns(asRobin, form({ userId: asMaya.id }));
    await expect.poll(() => sockets.map(isShut), WITHIN).toEqual([true, true]);
  });

  it("is every one but that by which they do so to themselves", async () => {
    const { asRobin, robinId } = await castWithAdmin();
    const elsewhere = await signedIn(asRobin.id);
    await endSignIns(asRobin, form({ userId: robinId }));
    expect(await viewerOf(asRobin.sessionId)).toMatchObject({ id: robinId });
    expect(await viewerOf(elsewhere.sessionId)).toBeNull();
  });
});

describe("[G9] a business that is suspended", () => {
  it("closes its conversations and its inbox within 5 s, and takes nothing until it is restored", async () => {
    const cast = await castWithAdmin();
    const { db, asRobin, asMaya, asSam, conversationId, businessId } = cast;
    const { slug = "" } = (await businessById(db, businessId)) ?? {};
    const sockets = [
      await open(asMaya, { conversationId }),
      await open(asSam, { conversationId }),
      await open(asSam, { feed: "inbox", businessId }),
    ];
    const own = await open(asMaya, { feed: "me" });
    await postMessage(asMaya, { conversationId, body: "Before" });
    await close(asRobin, form({ businessId, ...why }));
    await expect.poll(() => sockets.map(isShut), WITHIN).toEqual([true, true, true]);
    expect(isShut(own)).toBe(false);

    const [maya, sam] = [await signedIn(asMaya.id), await signedIn(asSam.id)];
    const refused = async (asked: Promise<unknown>) =>
      asked.then(
        () => "done",
        ({ code }) => code,
      );
    expect(await refused(postMessage(maya, { conversationId, body: "Hello?" }))).toBe("closed");
    expect(await refused(postMessage(sam, { conversationId, body: "Hello?" }))).toBe("closed");
    expect(await refused(readMessages(maya, { conversationId }))).toBe("closed");
    expect(await refused(giveTicket(maya, { conversationId }))).toBe("closed");
    expect(await refused(giveTicket(sam, { feed: "inbox", businessId }))).toBe("not-found");
    expect(await refused(readInbox(sam, { businessId }))).toBe("not-found");
    expect(await refused(readBusiness(null, { slug }))).toBe("not-found");
    expect(await refused(start(await signedIn(cast.asLeo.id), { business: slug }))).toBe("not-found");
    // Whoever is a stranger there is told what they are told of everything.
    expect(await refused(readMessages(cast.asLeo, { conversationId }))).toBe("not-found");

    await reopen(asRobin, form({ businessId }));
    // Those who were shown out come in again with what they are given from now on, soon after.
    await expect
      .poll(() => open(maya, { conversationId }).then(isShut, () => true), { timeout: 15_000 })
      .toBe(false);
    await postMessage(maya, { conversationId, body: "After" });
    expect((await messagesOf(cast)).map(({ body }) => body)).toEqual(["Before", "After"]);
    expect((await signedIn(asSam.id)).memberships).toHaveLength(1);
  });

  it("has under its posts nothing put, taken away, confirmed or named meanwhile", async () => {
    const cast = await castWithAdmin();
    const { asRobin, asMaya, asLeo, businessId } = cast;
    const postId = await published(cast, "Closed on Monday", { asksToConfirm: true });
    const party = { postId, emoji: "🎉", on: true };
    await reactToPost(asMaya, party);
    const { own } = await confirmPost(asMaya, { postId, rev: 1, isNamed: false });
    await close(asRobin, form({ businessId, ...why }));
    for (const asked of [
      () => reactToPost(asLeo, party),
      () => reactToPost(asMaya, { ...party, on: false }),
      () => confirmPost(asLeo, { postId, rev: 1, isNamed: true }),
      () => confirmPost(asMaya, { postId, rev: 1, isNamed: true }),
      () => nameConfirmation(asMaya, { postId, isNamed: true }),
    ])
      await expect(asked()).rejects.toMatchObject({ code: "not-found" });
    await reopen(asRobin, form({ businessId }));
    expect((await readPosts(null, { businessId })).posts).toMatchObject([
      { reactions: [{ emoji: "🎉", count: 1 }] },
    ]);
    const known = (who: Viewer) => readOwnConfirmations(who, { postIds: [postId] });
    expect([await known(asMaya), await known(asLeo)]).toEqual([{ [postId]: own }, {}]);
  });

  it("keeps what its members planned to send until it is restored", async () => {
    const cast = await castWithAdmin();
    const { db, asRobin, sam, conversationId, businessId } = cast;
    const plan = {
      id: randomUUID(),
      body: "As planned",
      sendAt: new Date(Date.now() - 1_000),
      basedOnSeq: 0,
    };
    await close(asRobin, form({ businessId, ...why }));
    await planLater(db, { ...plan, conversationId, userId: sam.userId });
    await sendDue(new Date());
    expect(await messagesOf(cast)).toEqual([]);
    await reopen(asRobin, form({ businessId }));
    await sendDue(new Date());
    expect((await messagesOf(cast)).map(({ body }) => body)).toContain("As planned");
  });
});

describe("a member", () => {
  it("who is dismissed loses the business within 5 s, and gets it back where that is undone", async () => {
    const { db, asRobin, asSam, sam, nora, businessId, conversationId } = await castWithAdmin();
    const sockets = [await open(asSam, { conversationId }), await open(asSam, { feed: "inbox", businessId })];
    const { to } = await dismiss(asRobin, form({ at: "admin", businessId, userId: sam.userId }));
    expect(to).toBe(`/admin/businesses/${businessId}?done=dismissed&user=${sam.userId}&role=agent`);
    await expect.poll(() => sockets.map(isShut), WITHIN).toEqual([true, true]);
    await enlist(asRobin, form({ at: "admin", businessId, userId: sam.userId, role: "agent" }));
    expect((await signedIn(asSam.id)).memberships).toMatchObject([{ businessId, role: "agent" }]);
    const last = dismiss(asRobin, form({ at: "admin", businessId, userId: nora.userId }));
    await expect(last).rejects.toMatchObject({ code: "conflict" });
    const demoted = changeRole(
      asRobin,
      form({ at: "admin", businessId, userId: nora.userId, role: "agent" }),
    );
    await expect(demoted).rejects.toMatchObject({ code: "conflict" });
    expect(await db.$count(memberships, eq(memberships.userId, nora.userId))).toBe(1);
  });
});
