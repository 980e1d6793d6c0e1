import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { activityOf, businessesFor, businessFor } from "@/db/admin-businesses";
import { USERS_PAGE_SIZE, userKinds, usersPage } from "@/db/admin-users";
import { businessById, businessBySlug, listBusinesses } from "@/db/businesses";
import { accessTo } from "@/db/conversations";
import { listCursorText } from "@/db/list-cursor";
import { addMember, dismissMember, setRole } from "@/db/memberships";
import { businesses, conversations, users } from "@/db/schema";
import { startSession } from "@/db/sessions";
import { restoreBusiness, restoreUser, setAdmin, suspendBusiness, suspendUser } from "@/db/suspending";
import { addGuest, personOfSession } from "@/db/users";
import { castAlone, castForTest } from "../support/cast";

describe("a person who is suspended", () => {
  it("is nobody by whatever sign-in, and in every conversation", async () => {
    const { db, maya, nora, conversationId } = await castForTest();
    await setAdmin(db, { id: nora.userId, isAdmin: true });
    const before = await startSession(db, maya.userId);
    expect(await suspendUser(db, { id: maya.userId, reason: "Spam" })).toEqual({ name: "Maya" });
    expect(await suspendUser(db, { id: maya.userId, reason: "Again" })).toBeNull();
    const after = await startSession(db, maya.userId);
    for (const { id } of [before, after]) expect(await personOfSession(db, id)).toBeNull();
    expect(await accessTo(db, { conversationId, userId: maya.userId })).toBeNull();
    expect(await restoreUser(db, maya.userId)).toEqual({ name: "Maya" });
    expect(await restoreUser(db, maya.userId)).toBeNull();
    // What was signed in before stays ended.
    expect(await personOfSession(db, before.id)).toBeNull();
    expect(await accessTo(db, { conversationId, userId: maya.userId })).toMatchObject({ role: "customer" });
  });
});

describe("the last admin", () => {
  it("stays one, whoever of two goes first", async () => {
    const { db, nora, sam, maya } = await castAlone();
    await db.update(users).set({ role: "user" }).where(eq(users.role, "admin"));
    for (const { userId } of [nora, sam]) await setAdmin(db, { id: userId, isAdmin: true });
    const part = (id: string) => db.transaction((tx) => setAdmin(tx, { id, isAdmin: false }));
    const parted = await Promise.all([part(nora.userId), part(sam.userId)]);
    expect(parted.filter((each) => each === "last-admin")).toHaveLength(1);
    const { users: left } = await usersPage(db, { search: "", kind: "admin" });
    expect(left).toHaveLength(1);
    const [last] = left;
    if (!last) throw new Error("nobody is left");
    expect(await suspendUser(db, { id: last.id, reason: "Gone" })).toBe("last-admin");
    // Somebody who is kept out is no admin to rely on.
    await setAdmin(db, { id: maya.userId, isAdmin: true });
    await suspendUser(db, { id: maya.userId, reason: "Gone" });
    expect(await setAdmin(db, { id: last.id, isAdmin: false })).toBe("last-admin");
  });

  it("is nobody without an account", async () => {
    const { db } = await castForTest();
    const guest = await addGuest(db, "Gus");
    expect(await setAdmin(db, { id: guest.id, isAdmin: true })).toBeNull();
  });
});

describe("the last owner", () => {
  it("stays one, and any other member may go and come back", async () => {
    const { db, businessId, nora, sam, leo } = await castForTest();
    const of = ({ userId }: { userId: string }) => ({ businessId, userId });
    expect(await setRole(db, { ...of(nora), role: "agent" })).toBe("last-owner");
    expect(await dismissMember(db, of(nora))).toBe("last-owner");
    expect(await dismissMember(db, of(leo))).toBeNull();
    expect(await setRole(db, { ...of(sam), role: "owner" })).toEqual({ name: "Sam", role: "agent" });
    const leave = (who: typeof nora) => db.transaction((tx) => dismissMember(tx, of(who)));
    const left = await Promise.all([leave(nora), leave(sam)]);
    expect(left.filter((each) => each === "last-owner")).toHaveLength(1);
    const gone = left[0] === "last-owner" ? sam : nora;
    expect(await addMember(db, { ...of(gone), role: "agent" })).toEqual({ name: gone.name });
    expect(await addMember(db, { ...of(gone), role: "agent" })).toBeNull();
    const guest = await addGuest(db, "Gus");
    expect(await addMember(db, { businessId, userId: guest.id, role: "agent" })).toBeNull();
  });
});

describe("a business that is suspended", () => {
  it("is found by admins alone, and all of it is back when it is restored", async () => {
    const { db, businessId, conversationId, maya, sam } = await castForTest();
    const { slug = "" } = (await businessById(db, businessId)) ?? {};
    const session = await startSession(db, sam.userId);
    const seen = async () => ({
      byId: (await businessById(db, businessId)) !== null,
      bySlug: (await businessBySlug(db, slug)) !== null,
      listed: (await listBusinesses(db, { limit: 1_000 })).some(({ id }) => id === businessId),
      isMember: (await personOfSession(db, session.id))?.memberships.length === 1,
      isClosed: (await accessTo(db, { conversationId, userId: maya.userId }))?.isClosed,
    });
    const open = { byId: true, bySlug: true, listed: true, isMember: true, isClosed: false };
    expect(await seen()).toEqual(open);
    expect(await suspendBusiness(db, { id: businessId, reason: "Fraud" })).toEqual({ name: "Harbor Coffee" });
    expect(await suspendBusiness(db, { id: businessId, reason: "Twice" })).toBeNull();
    expect(await seen()).toEqual({
      ...{ byId: false, bySlug: false, listed: false, isMember: false, isClosed: true },
    });
    expect((await personOfSession(db, session.id))?.closedTo).toEqual([
      { businessSlug: slug, businessName: "Harbor Coffee" },
    ]);
    expect(await businessFor(db, businessId)).toMatchObject({ suspendedReason: "Fraud" });
    const { businesses: suspended } = await businessesFor(db, { search: "", isSuspended: true });
    expect(suspended.map(({ id }) => id)).toContain(businessId);
    expect(await restoreBusiness(db, businessId)).toEqual({ name: "Harbor Coffee" });
    expect(await seen()).toEqual(open);
  });
});

describe("what goes on in a business", () => {
  it("is told by how many conversations there are, how many are open, and when the last was written in", async () => {
    const { db, businessId, leo } = await castForTest();
    expect(await activityOf(db, businessId)).toEqual({ conversations: 1, open: 1, lastAt: null });
    const lastMessageAt = new Date("2026-11-22T08:00:00.000Z");
    await db
      .insert(conversations)
      .values({ businessId, customerId: leo.userId, status: "completed", lastMessageAt });
    expect(await activityOf(db, businessId)).toEqual({ conversations: 2, open: 1, lastAt: lastMessageAt });
  });
});

describe("lists for admins", () => {
  it("go from page to page with nobody twice and nobody missing", async () => {
    const { db } = await castAlone();
    // Of one moment, as an import makes them.
    await db.insert(users).values(
      Array.from({ length: 2 * USERS_PAGE_SIZE + 1 }, (_, n) => ({
        name: `Zoe ${n}`,
        createdAt: sql`'2026-01-01T00:00:00Z'::timestamptz`,
      })),
    );
    const ids: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const before = cursor === undefined ? undefined : listCursorText.parse(cursor);
      const page = await usersPage(db, { search: "zoe", before });
      ids.push(...page.users.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(ids).toHaveLength(2 * USERS_PAGE_SIZE + 1);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("find people by the beginnings of their names and of each part of their addresses", async () => {
    const { db, maya } = await castAlone();
    await db.update(users).set({ email: "m.fernandes@roastery.example" }).where(eq(users.id, maya.userId));
    const found = async (search: string) => (await usersPage(db, { search })).users.map(({ name }) => name);
    for (const search of ["may", "fern", "m.fernandes@roastery.example", "roast maya"])
      expect(await found(search)).toEqual(["Maya"]);
    for (const search of ["aya", "maya nora"]) expect(await found(search)).toEqual([]);
  });

  it("tell apart who has an account, who is a guest, a bot or an admin, and who is kept out", async () => {
    const { db, nora, leo } = await castAlone();
    await setAdmin(db, { id: nora.userId, isAdmin: true });
    await suspendUser(db, { id: leo.userId, reason: "Spam" });
    await addGuest(db, "Gus");
    await db.insert(users).values({ name: "Beep", role: "bot" });
    const named = Object.fromEntries(
      await Promise.all(
        userKinds.map(async (kind) => {
          const page = await usersPage(db, { search: "", kind });
          return [kind, page.users.map(({ name }) => name).toSorted()] as const;
        }),
      ),
    );
    expect(named).toEqual({
      ...{ account: ["Ines", "Leo", "Maya", "Sam"], guest: ["Gus"], bot: ["Beep"], admin: ["Nora"] },
    });
    const { users: out } = await usersPage(db, { search: "", isSuspended: true });
    expect(out.map(({ name }) => name)).toEqual(["Leo"]);
  });

  it("go through businesses of one name in pages", async () => {
    const { db } = await castAlone();
    await db
      .insert(businesses)
      .values(
        Array.from({ length: 30 }, (_, n) => ({ slug: `quay-${n}`, name: "Quay", tagline: `No. ${n}` })),
      );
    const first = await businessesFor(db, { search: "quay" });
    const second = await businessesFor(db, { search: "quay", after: first.next ?? undefined });
    const ids = [...first.businesses, ...second.businesses].map(({ id }) => id);
    expect(new Set(ids).size).toBe(30);
    expect(second.next).toBeNull();
  });
});
