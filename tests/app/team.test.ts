import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { inviteColleague, joinTeam, teamInvitationFor, uninviteColleague } from "@/app/team/invitations";
import { changeRole, dismiss, enlist, takenOutOf } from "@/app/team/members";
import { type Viewer, viewerOf } from "@/app/viewer";
import { auditEntries } from "@/db/audit-parts";
import { invitations } from "@/db/conversation-parts";
import { businesses, users } from "@/db/schema";
import { openTeamInvitations } from "@/db/team-invitations";
import { TAKEN_BACK_WITHIN_MS, TEAM_INVITATIONS_OPEN_MAX } from "@/lib/team";
import { form } from "../support/form";
import { openMailServer, wordsOf } from "../support/mail-server";
import { castOfSite, signedIn } from "../support/viewers";

vi.mock("next/headers", () => ({ cookies: async () => new Map(), headers: async () => new Headers() }));

const server = await openMailServer();
process.env.SMTP_URL = server.url;
process.env.MAIL_FROM = "ServiHub Chat <chat@example.com>";
afterAll(server.close);
beforeEach(() => {
  server.mails.length = 0;
  server.refuse();
});

async function scene() {
  const cast = await castOfSite();
  const { db, asNora, businessId } = cast;
  const email = `vera.${randomUUID()}@example.com`;
  const [vera] = await db.insert(users).values({ name: "Vera", email }).returning();
  const asVera = await signedIn(vera?.id ?? "");
  const invite = (over: Record<string, string> = {}, as: Viewer = asNora) =>
    inviteColleague(as, form({ businessId, email, role: "agent", locale: "en", ...over }));
  const mailed = (to = email) => server.mails.findLast((mail) => mail.to.includes(to));
  return {
    ...{ ...cast, email, asVera, invite, mailed },
    token: (to = email) => /\/invitations\/([\w.-]+)/.exec(wordsOf(mailed(to)?.source ?? ""))?.[1] ?? "",
    open: () => openTeamInvitations(db, businessId),
    told: async () =>
      (await db.select().from(auditEntries).where(eq(auditEntries.businessId, businessId))).map(
        ({ kind }) => kind,
      ),
  };
}

describe("an invitation to a team", () => {
  it("makes whoever has the address a member, once, and both are in the audit trail", async () => {
    const { asVera, asLeo, invite, mailed, token, open, told, businessId } = await scene();
    expect((await invite()).to).toMatch(/^\/inbox\/settings\/team\?business=.+&done=invited$/);
    expect(mailed()?.source).toContain("Harbor Coffee");
    expect(await open()).toMatchObject([{ role: "agent", by: "Nora" }]);
    expect(await teamInvitationFor(asLeo, token())).toMatchObject({ state: "other-address" });
    await expect(joinTeam(asLeo, form({ token: token() }))).rejects.toMatchObject({ code: "forbidden" });
    const asked = await Promise.allSettled([1, 2].map(() => joinTeam(asVera, form({ token: token() }))));
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await viewerOf(asVera.sessionId))?.memberships).toMatchObject([{ businessId, role: "agent" }]);
    expect(await open()).toEqual([]);
    expect((await told()).sort()).toEqual(["invitation.made", "member.added"]);
  });

  it("is for no guest, and says of whoever works there already that they do", async () => {
    const { asGuest, invite, token, asSam } = await scene();
    await invite();
    await expect(joinTeam(asGuest, form({ token: token() }))).rejects.toMatchObject({ code: "not-found" });
    await expect(invite({ email: asSam.email ?? "" })).rejects.toMatchObject({ code: "conflict" });
  });

  it("leads nowhere once it is taken back, another was made, it is over, or its maker is no owner", async () => {
    const { db, asNora, asSam, businessId, invite, token, open, email, asVera, sam } = await scene();
    const stateOf = async () => (await teamInvitationFor(asVera, token()))?.state;
    await invite();
    const first = token();
    await invite({ role: "owner" });
    expect((await teamInvitationFor(asVera, first))?.state).toBe("revoked");
    expect(await open()).toMatchObject([{ email, role: "owner" }]);
    const [{ id } = { id: "" }] = await open();
    await uninviteColleague(asNora, form({ businessId, id }));
    expect(await stateOf()).toBe("revoked");
    await expect(joinTeam(asVera, form({ token: token() }))).rejects.toMatchObject({ code: "not-found" });
    await expect(uninviteColleague(asNora, form({ businessId, id }))).rejects.toMatchObject({
      code: "not-found",
    });

    await invite();
    await db
      .update(invitations)
      .set({ expiresAt: new Date(0) })
      .where(eq(invitations.email, email));
    expect(await stateOf()).toBe("expired");
    await changeRole(asNora, form({ at: "team", businessId, userId: sam.userId, role: "owner" }));
    await invite({}, await signedIn(asSam.id));
    expect(await stateOf()).toBe("open");
    await changeRole(asNora, form({ at: "team", businessId, userId: sam.userId, role: "agent" }));
    expect(await stateOf()).toBe("revoked");
    expect(await open()).toEqual([]);
  });

  it("leads nowhere while its maker or the business is suspended", async () => {
    const { db, asNora, businessId, invite, token, asVera } = await scene();
    await invite();
    const join = () => joinTeam(asVera, form({ token: token() }));
    for (const [table, id] of [
      [users, asNora.id],
      [businesses, businessId],
    ] as const) {
      await db.update(table).set({ suspendedAt: new Date() }).where(eq(table.id, id));
      await expect(join()).rejects.toMatchObject({ code: "not-found" });
      await db.update(table).set({ suspendedAt: null }).where(eq(table.id, id));
    }
    expect((await join()).to).toMatch(/^\/inbox\?business=/);
  });

  it("says so where it could not be mailed, and there are only so many", async () => {
    const { db, asNora, businessId, invite } = await scene();
    server.refuse(451);
    expect((await invite()).to).toContain("done=not-mailed");
    server.refuse();
    const expiresAt = new Date(Date.now() + 60_000);
    await db.insert(invitations).values(
      Array.from({ length: TEAM_INVITATIONS_OPEN_MAX }, (_, n) => ({
        ...{ businessId, email: `${n}@example.com`, role: "agent" as const, createdBy: asNora.id, expiresAt },
      })),
    );
    await expect(invite({ email: `one-more.${randomUUID()}@example.com` })).rejects.toMatchObject({
      code: "too-many",
    });
  });

  it("[S10] is made and taken back by owners alone", async () => {
    const { asSam, asMaya, asLeo, businessId, invite, open } = await scene();
    await invite();
    const [{ id } = { id: "" }] = await open();
    for (const other of [asSam, asMaya, asLeo]) {
      await expect(invite({}, other)).rejects.toMatchObject({ code: "not-found" });
      await expect(uninviteColleague(other, form({ businessId, id }))).rejects.toMatchObject({
        code: "not-found",
      });
    }
    expect(await open()).toHaveLength(1);
  });
});

describe("who works for a business", () => {
  it("is decided by its owners, who may take back whom they took out, and nobody else in", async () => {
    const { db, asNora, asSam, businessId, sam, leo } = await scene();
    const about = { at: "team", businessId, userId: sam.userId };
    const { to } = await dismiss(asNora, form(about));
    expect(to).toMatch(/^\/inbox\/settings\/team\?business=.+&done=dismissed&user=.+&role=agent$/);
    expect((await viewerOf(asSam.sessionId))?.memberships).toEqual([]);
    expect(await takenOutOf(about)).toEqual({ name: "Sam", role: "agent" });
    await enlist(asNora, form({ ...about, role: "agent" }));
    expect(await takenOutOf(about)).toBeNull();
    expect((await viewerOf(asSam.sessionId))?.memberships).toMatchObject([{ role: "agent" }]);
    await expect(enlist(asNora, form({ ...about, userId: leo.userId, role: "agent" }))).rejects.toMatchObject(
      { code: "not-found" },
    );
    expect(await takenOutOf({ businessId, userId: leo.userId })).toBeNull();

    await dismiss(asNora, form(about));
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local servihub.audit = 'kept'`);
      const longAgo = new Date(Date.now() - TAKEN_BACK_WITHIN_MS - 1_000);
      await tx.update(auditEntries).set({ at: longAgo }).where(eq(auditEntries.subjectId, sam.userId));
    });
    await expect(enlist(asNora, form({ ...about, role: "agent" }))).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("who steps back is led to where they still may be", async () => {
    const { asNora, asSam, businessId, sam, nora } = await scene();
    const own = { at: "team", businessId, userId: nora.userId };
    await changeRole(asNora, form({ at: "team", businessId, userId: sam.userId, role: "owner" }));
    expect((await changeRole(asNora, form({ ...own, role: "agent" }))).to).toBe("/inbox");
    await changeRole(await signedIn(asSam.id), form({ ...own, role: "owner" }));
    expect((await dismiss(asNora, form(own))).to).toBe("/");
  });

  it("keeps an owner, also of two who part at once", async () => {
    const { asNora, asSam, businessId, sam, nora } = await scene();
    const about = (userId: string) => form({ at: "team", businessId, userId });
    await expect(dismiss(asNora, about(nora.userId))).rejects.toMatchObject({ code: "conflict" });
    await changeRole(asNora, form({ at: "team", businessId, userId: sam.userId, role: "owner" }));
    const asOwner = await signedIn(asSam.id);
    const parted = await Promise.allSettled([
      dismiss(asNora, about(nora.userId)),
      dismiss(asOwner, about(sam.userId)),
    ]);
    expect(parted.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
