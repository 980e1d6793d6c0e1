import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { readChats } from "@/app/chats/list";
import { readHead } from "@/app/conversation/history";
import { accept, invitationFor } from "@/app/groups/accept";
import { inviteByEmail, inviteByLink, readInvitations, revoke } from "@/app/groups/invitations";
import { leaveGroup, rankMember, removeMember } from "@/app/groups/members";
import { startGroup } from "@/app/groups/start";
import type { Viewer } from "@/app/viewer";
import { invitations } from "@/db/conversation-parts";
import { conversations } from "@/db/schema";
import { GROUP_MEMBERS_MAX, INVITATIONS_OPEN_MAX } from "@/lib/group";
import { env } from "@/lib/server/env";
import { signInvitation } from "@/lib/server/invitation-token";
import { signTicket } from "@/lib/server/ticket";
import { groupOf, tokenIn } from "../support/groups";
import { openMailServer, wordsOf } from "../support/mail-server";

const server = await openMailServer();
process.env.SMTP_URL = server.url;
process.env.MAIL_FROM = "ServiHub Chat <chat@example.com>";
afterAll(server.close);
beforeEach(() => {
  server.mails.length = 0;
  server.refuse();
});

const emailOf = ({ email }: Viewer) => email ?? "";
const inGroup = async (viewer: Viewer) => (await readChats(viewer, {})).conversations.map(({ id }) => id);

describe("an invitation by link", () => {
  it("lets people in one after another, guests too, and the timeline says who invited them", async () => {
    const { asMaya, asLeo, asGuest, conversationId, link } = await groupOf("Maya");
    const token = await link();
    expect(await invitationFor(null, token)).toMatchObject({
      state: "open",
      invitation: { title: "Tasting", members: 1, businessName: "Harbor Coffee", inviterName: "Maya" },
    });
    for (const viewer of [asLeo, asGuest]) {
      expect(await accept(viewer, { token })).toEqual({ conversationId, isStaff: false });
      expect(await inGroup(viewer)).toEqual([conversationId]);
      expect((await invitationFor(viewer, token)).state).toBe("member");
    }
    const { messages } = await readHead(asLeo, { conversationId });
    expect(messages.slice(1).map(({ metadata }) => [metadata.event, metadata.userId, metadata.by])).toEqual([
      ["added", asLeo.id, asMaya.id],
      ["added", asGuest.id, asMaya.id],
    ]);
  });

  it("lets a member of the business in as what they are", async () => {
    const { asSam, conversationId, link } = await groupOf("Maya");
    expect(await accept(asSam, { token: await link() })).toEqual({ conversationId, isStaff: true });
    const { messages } = await readHead(asSam, { conversationId });
    expect(messages.at(-1)?.metadata).toMatchObject({ event: "added", role: "agent" });
  });

  it("does nothing for whoever is in, also when it is asked for twice at once", async () => {
    const { asLeo, conversationId, link } = await groupOf("Maya");
    const token = await link();
    const both = await Promise.all([accept(asLeo, { token }), accept(asLeo, { token })]);
    expect(both).toEqual(Array(2).fill({ conversationId, isStaff: false }));
    expect((await readHead(asLeo, { conversationId })).messages).toHaveLength(2);
  });

  it("holds no more once it is revoked, or over", async () => {
    const { db, asMaya, asLeo, asGuest, conversationId, link } = await groupOf("Maya");
    const [token, late] = [await link(), await link()];
    const open = (await readInvitations(asMaya, { conversationId })).invitations;
    expect(open).toEqual([
      expect.objectContaining({ email: null, by: "Maya" }),
      expect.objectContaining({ email: null, by: "Maya" }),
    ]);
    const [, first] = open;
    for (let times = 0; times < 2; times += 1) await revoke(asMaya, { conversationId, id: first?.id ?? "" });
    expect((await invitationFor(asLeo, token)).state).toBe("revoked");
    await expect(accept(asLeo, { token })).rejects.toMatchObject({ code: "not-found" });
    expect((await readInvitations(asMaya, { conversationId })).invitations).toHaveLength(1);

    await db
      .update(invitations)
      .set({ expiresAt: new Date(Date.now() - 1_000) })
      .where(eq(invitations.conversationId, conversationId));
    expect((await invitationFor(asGuest, late)).state).toBe("expired");
    await expect(accept(asGuest, { token: late })).rejects.toMatchObject({ code: "stale" });
    expect((await readInvitations(asMaya, { conversationId })).invitations).toEqual([]);
  });

  it("holds no more once its maker may not invite, and leads nobody into what is full", async () => {
    const { db, asMaya, asSam, asGuest, leoIn, conversationId, link } = await groupOf("Maya");
    const token = await link();
    await leoIn();
    await db
      .update(conversations)
      .set({ members: GROUP_MEMBERS_MAX })
      .where(eq(conversations.id, conversationId));
    expect((await invitationFor(asGuest, token)).state).toBe("full");
    await expect(accept(asGuest, { token })).rejects.toMatchObject({ code: "too-many" });
    await db.update(conversations).set({ members: 2 }).where(eq(conversations.id, conversationId));
    await rankMember(asSam, { conversationId, id: randomUUID(), userId: asMaya.id, rank: "member" });
    expect((await invitationFor(asGuest, token)).state).toBe("revoked");
    await expect(accept(asGuest, { token })).rejects.toMatchObject({ code: "not-found" });
  });

  it("does not bring back who was shown out, but who left; a new one does", async () => {
    const { asMaya, leoIn, conversationId, link } = await groupOf("Maya");
    const [token, asLeo] = [await link(), await leoIn()];
    await leaveGroup(asLeo, { conversationId, id: randomUUID() });
    await accept(asLeo, { token });
    await removeMember(asMaya, { conversationId, id: randomUUID(), userId: asLeo.id });
    expect((await invitationFor(asLeo, token)).state).toBe("removed");
    await expect(accept(asLeo, { token })).rejects.toMatchObject({ code: "forbidden" });
    expect(await inGroup(asLeo)).toEqual([]);
    await accept(asLeo, { token: await link() });
    expect(await inGroup(asLeo)).toEqual([conversationId]);
  });

  it("[S16] is none when others signed it, when it is another kind of token, or half of one", async () => {
    const { asMaya, asLeo, conversationId } = await groupOf("Maya");
    const { path } = await inviteByLink(asMaya, { conversationId, id: randomUUID() });
    const ticket = { party: "main", room: conversationId, userId: asLeo.id, name: "Leo", role: "customer" };
    const tokens = [
      await signInvitation(randomUUID(), "somebody else's, and long enough to sign with"),
      await signInvitation(randomUUID(), env().TOKEN_SECRET),
      await signTicket(ticket as Parameters<typeof signTicket>[0], env().TOKEN_SECRET),
      tokenIn(path).slice(0, -1),
      `${tokenIn(path)}\u0000`,
      "",
    ];
    for (const token of tokens)
      await expect(accept(asLeo, { token })).rejects.toMatchObject({ code: "not-found" });
    const over = await signInvitation(randomUUID(), env().TOKEN_SECRET, -1);
    await expect(accept(asLeo, { token: over })).rejects.toMatchObject({ code: "stale" });
  });
});

describe("an invitation by mail", () => {
  it("says the same of an address with an account and without, and writes in the inviter's language", async () => {
    const { asMaya, asLeo, conversationId } = await groupOf("Maya");
    const invite = (email: string) =>
      inviteByEmail(asMaya, { conversationId, id: randomUUID(), email, locale: "es" });
    const [known, unknown] = [
      await invite(emailOf(asLeo)),
      await invite(`nobody.${randomUUID()}@example.com`),
    ];
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
    expect([known.isSent, unknown.isSent]).toEqual([true, true]);
    expect(server.mails.map(({ to }) => to[0])[0]).toBe(emailOf(asLeo));
    const words = wordsOf(server.mails[0]?.source ?? "");
    expect(words).toContain("Maya te invita a «Tasting»");
    expect(words).toContain(new URL(known.path, env().NEXTAUTH_URL).href);
  });

  it("is for that address alone, and once: of two at once one gets in", async () => {
    const { asMaya, asLeo, asGuest, conversationId } = await groupOf("Maya");
    const id = randomUUID();
    const { path } = await inviteByEmail(asMaya, {
      ...{ conversationId, id, locale: "en" },
      email: emailOf(asLeo).toUpperCase(),
    });
    const token = tokenIn(path);
    for (const other of [asGuest, { ...asGuest, email: "eve@example.com" }]) {
      expect((await invitationFor(other, token)).state).toBe("other-address");
      await expect(accept(other, { token })).rejects.toMatchObject({ code: "forbidden" });
    }
    // As if the address had gone from one account to another meanwhile.
    const twin = { ...asGuest, email: asLeo.email };
    const outcomes = await Promise.allSettled([accept(asLeo, { token }), accept(twin, { token })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await readHead(asMaya, { conversationId })).messages).toHaveLength(2);
    const loser = outcomes[0]?.status === "rejected" ? asLeo : twin;
    expect((await invitationFor(loser, token)).state).toBe("used");
  });

  it("is given back when there was no room, and used later", async () => {
    const { db, asMaya, asLeo, conversationId } = await groupOf("Maya");
    const asked = { conversationId, id: randomUUID(), email: emailOf(asLeo), locale: "en" as const };
    const token = tokenIn((await inviteByEmail(asMaya, asked)).path);
    // Full for the ledger alone: the page saw one place left.
    await db
      .update(conversations)
      .set({ members: GROUP_MEMBERS_MAX })
      .where(eq(conversations.id, conversationId));
    await expect(accept(asLeo, { token })).rejects.toMatchObject({ code: "too-many" });
    await db.update(conversations).set({ members: 1 }).where(eq(conversations.id, conversationId));
    expect((await invitationFor(asLeo, token)).state).toBe("open");
    await accept(asLeo, { token });
  });

  it("[F21] that could not be mailed is there all the same, as a link to hand over", async () => {
    const { asMaya, asLeo, conversationId } = await groupOf("Maya");
    server.refuse(451);
    const asked = { conversationId, id: randomUUID(), email: emailOf(asLeo), locale: "en" as const };
    const { path, isSent } = await inviteByEmail(asMaya, asked);
    expect([isSent, server.mails]).toEqual([false, []]);
    await accept(asLeo, { token: tokenIn(path) });
    expect(await inGroup(asLeo)).toEqual([conversationId]);
  });

  it("[G2] is mailed once under an id, also when two ask at once, and again where it could not be", async () => {
    const { asMaya, asLeo, conversationId } = await groupOf("Maya");
    const asked = { conversationId, id: randomUUID(), email: emailOf(asLeo), locale: "en" as const };
    server.refuse(451);
    expect(await inviteByEmail(asMaya, asked)).toMatchObject({ isSent: false, isNew: true });
    server.refuse();
    await Promise.all([inviteByEmail(asMaya, asked), inviteByEmail(asMaya, asked)]);
    // More often than an address is written to in a day.
    for (let times = 0; times < 5; times += 1)
      expect(await inviteByEmail(asMaya, asked)).toMatchObject({ isSent: true, isNew: false });
    expect(server.mails.map(({ to }) => to)).toEqual([[emailOf(asLeo)]]);
  });

  it("[G2] of a group that is asked for again is not mailed again, but to who could not be reached", async () => {
    const { asMaya, asLeo, asNora, slug } = await groupOf("Maya");
    const emails = [emailOf(asLeo), emailOf(asNora)];
    const asked = { business: slug, id: randomUUID(), title: "Tasting", emails, locale: "en" };
    server.refuse(451);
    expect(await startGroup(asMaya, { ...asked, emails: [emailOf(asLeo)] })).toEqual({
      ...{ conversationId: asked.id, notInvited: [emailOf(asLeo)], isNew: true },
    });
    server.refuse();
    for (let times = 0; times < 2; times += 1)
      expect(await startGroup(asMaya, asked)).toMatchObject({ notInvited: [], isNew: false });
    expect(server.mails.map(({ to }) => to[0]).sort()).toEqual(emails.sort());
  });

  it("[S28] carries the name of a group into no header", async () => {
    const { asMaya, asLeo, slug } = await groupOf("Maya");
    const title = 'Tasting "Bcc: eve@example.com" <eve@example.com>';
    const asked = { business: slug, id: randomUUID(), title, emails: [emailOf(asLeo)], locale: "en" };
    expect(await startGroup(asMaya, asked)).toMatchObject({ notInvited: [] });
    expect(server.mails.map(({ to }) => to)).toEqual([[emailOf(asLeo)]]);
    expect(server.mails[0]?.source.split("\r\n\r\n")[0]).not.toMatch(/^Bcc:/im);
  });

  it("is not for guests to send", async () => {
    const { asGuest, conversationId } = await groupOf("Guest");
    const asked = { conversationId, id: randomUUID(), email: "leo@example.com", locale: "en" };
    await expect(inviteByEmail(asGuest, asked)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("[S20] reaches one address a few times a day, whoever invites it", async () => {
    const email = `flooded.${randomUUID()}@example.com`;
    const invite = async () => {
      const { asMaya, conversationId } = await groupOf("Maya");
      return inviteByEmail(asMaya, { conversationId, id: randomUUID(), email, locale: "en" });
    };
    for (let times = 0; times < 5; times += 1) expect((await invite()).isSent).toBe(true);
    await expect(invite()).rejects.toMatchObject({ code: "too-many" });
  });
});

describe("invitations", () => {
  it("[G2] are one, however often they are asked for, and nobody else's", async () => {
    const { asMaya, conversationId } = await groupOf("Maya");
    const other = await groupOf("Maya");
    const id = randomUUID();
    for (let times = 0; times < 2; times += 1) await inviteByLink(asMaya, { conversationId, id });
    expect((await readInvitations(asMaya, { conversationId })).invitations).toHaveLength(1);
    const asked = inviteByLink(other.asMaya, { conversationId: other.conversationId, id });
    await expect(asked).rejects.toMatchObject({ code: "conflict" });
    const revoked = revoke(other.asMaya, { conversationId: other.conversationId, id });
    await expect(revoked).rejects.toMatchObject({ code: "not-found" });
  });

  it("stop at as many as may be open, also when two are made at once", async () => {
    const { db, asMaya, conversationId } = await groupOf("Maya");
    const expiresAt = new Date(Date.now() + 60_000);
    await db.insert(invitations).values(
      Array.from({ length: INVITATIONS_OPEN_MAX - 1 }, () => ({
        ...{ conversationId, expiresAt, createdBy: asMaya.id },
      })),
    );
    const make = () => inviteByLink(asMaya, { conversationId, id: randomUUID() });
    const outcomes = await Promise.allSettled([make(), make()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { invitations: open } = await readInvitations(asMaya, { conversationId });
    expect(open).toHaveLength(INVITATIONS_OPEN_MAX);
    await revoke(asMaya, { conversationId, id: open[0]?.id ?? "" });
    await make();
  });

  it("[S04] are made and seen by hosts and by the business alone", async () => {
    const { asSam, leoIn, conversationId } = await groupOf("Maya");
    const asLeo = await leoIn();
    const id = randomUUID();
    for (const asked of [
      () => inviteByLink(asLeo, { conversationId, id }),
      () => readInvitations(asLeo, { conversationId }),
      () => inviteByEmail(asLeo, { conversationId, id, email: "eve@example.com", locale: "en" }),
      () => revoke(asLeo, { conversationId, id }),
    ])
      await expect(asked()).rejects.toMatchObject({ code: "forbidden" });
    await inviteByLink(asSam, { conversationId, id });
    const elsewhere = await groupOf("Sam");
    await expect(readInvitations(elsewhere.asSam, { conversationId })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
