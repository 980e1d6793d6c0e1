import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { userOfAccount } from "@/db/accounts";
import type { Db } from "@/db/client";
import { addRefreshToken, exchangeRefreshToken, REFRESHED_TWICE_WITHIN_MS } from "@/db/refresh-tokens";
import { users } from "@/db/schema";
import { refreshTokens, sessions } from "@/db/session-parts";
import { startSession } from "@/db/sessions";
import { addAccount, addGuest, credentialsOf, personOfSession, upgradeGuest } from "@/db/users";
import { castAlone, type Person } from "../support/cast";

const leoAsOthersKnowHim = { provider: "google", providerAccountId: "g-1", name: "Leo Brandt" };

async function personOf(db: Db, userId: string) {
  return personOfSession(db, (await startSession(db, userId)).id);
}

async function emailOf(db: Db, { userId }: Person) {
  return (await personOf(db, userId))?.email ?? "";
}

describe("personOfSession", () => {
  it("tells what Sam is a member of, and that Maya is of nothing", async () => {
    const { db, sam, maya, businessId } = await castAlone();
    expect(await personOf(db, sam.userId)).toMatchObject({
      name: "Sam",
      role: "user",
      memberships: [
        { businessId, businessSlug: expect.any(String), businessName: "Harbor Coffee", role: "agent" },
      ],
    });
    expect((await personOf(db, maya.userId))?.memberships).toEqual([]);
    expect(await personOfSession(db, randomUUID())).toBeNull();
  });
});

describe("an account", () => {
  it("is made once for an address, however many ask at once", async () => {
    const { db } = await castAlone();
    const account = { name: "Aiko", email: "aiko@example.com", passwordHash: "hash" };
    const made = await Promise.all(Array.from({ length: 5 }, () => addAccount(db, account)));
    expect(made.filter((each) => each !== null)).toHaveLength(1);
    expect(await credentialsOf(db, "aiko@example.com")).toMatchObject({ passwordHash: "hash" });
  });

  it("[S14] is made of a guest who keeps the id, and not twice, and not with Maya's address", async () => {
    const { db, maya } = await castAlone();
    const { id: userId } = await addGuest(db, "Visitor");
    const account = { userId, name: "Aiko", passwordHash: "hash" };
    const taken = await emailOf(db, maya);
    expect(await upgradeGuest(db, { ...account, email: taken })).toBeNull();
    expect(await upgradeGuest(db, { ...account, email: "aiko@example.com" })).toEqual({ id: userId });
    expect(await upgradeGuest(db, { ...account, email: "other@example.com" })).toBeNull();
    expect(await personOf(db, userId)).toMatchObject({ name: "Aiko", email: "aiko@example.com" });
  });
});

describe("userOfAccount", () => {
  const isOpen = { isNewTaken: true };

  it("makes a user at the first sign-in and finds them at the next, whatever became of the address", async () => {
    const { db } = await castAlone();
    const first = await userOfAccount(db, { ...leoAsOthersKnowHim, email: "new@example.com" }, isOpen);
    const again = await userOfAccount(db, { ...leoAsOthersKnowHim, email: "moved@example.com" }, isOpen);
    expect(first).not.toBeNull();
    expect(again).toEqual(first);
  });

  it("links Leo's second provider by his address", async () => {
    const { db, leo } = await castAlone();
    const linked = await userOfAccount(db, { ...leoAsOthersKnowHim, email: await emailOf(db, leo) }, isOpen);
    expect(linked).toEqual({ id: leo.userId });
  });

  it("makes nobody new where none is to be, and knows whoever was there before", async () => {
    const { db, leo } = await castAlone();
    const isClosed = { isNewTaken: false };
    const stranger = { ...leoAsOthersKnowHim, email: "new@example.com" };
    expect(await userOfAccount(db, stranger, isClosed)).toBe("unknown");
    expect(await db.$count(users, eq(users.email, stranger.email))).toBe(0);
    const known = { ...stranger, email: await emailOf(db, leo) };
    for (let n = 0; n < 2; n += 1)
      expect(await userOfAccount(db, known, isClosed)).toEqual({ id: leo.userId });
  });

  it("[S18] links nothing to an account with a password, which anyone could have made", async () => {
    const { db, leo } = await castAlone();
    await db.update(users).set({ passwordHash: "somebody's" }).where(eq(users.id, leo.userId));
    expect(
      await userOfAccount(db, { ...leoAsOthersKnowHim, email: await emailOf(db, leo) }, isOpen),
    ).toBeNull();
  });
});

describe("a refresh token", () => {
  it("[S35] is kept as a hash only, for 30 days", async () => {
    const { db, maya } = await castAlone();
    const now = new Date("2026-03-01T00:00:00Z");
    const { id: sessionId } = await startSession(db, maya.userId);
    const token = await addRefreshToken(db, { userId: maya.userId, sessionId, now });
    const [row] = await db.select().from(refreshTokens).where(eq(refreshTokens.userId, maya.userId));
    expect(row?.expiresAt).toEqual(new Date("2026-03-31T00:00:00Z"));
    expect(JSON.stringify(row)).not.toContain(token);
    expect(token.length).toBeGreaterThanOrEqual(43);
  });

  it("is exchanged for the next; two tabs at once both stay signed in", async () => {
    const { db, maya } = await castAlone();
    const now = new Date();
    const { id: sessionId } = await startSession(db, maya.userId);
    const token = await addRefreshToken(db, { userId: maya.userId, sessionId, now });
    const both = await Promise.all([
      exchangeRefreshToken(db, token, now),
      exchangeRefreshToken(db, token, now),
    ]);
    const next = both.map((each) => (each?.is === "next" ? each.token : ""));
    expect(new Set([token, ...next]).size).toBe(3);
    for (const each of next)
      expect(await exchangeRefreshToken(db, each, now)).toMatchObject({ is: "next", sessionId });
  });

  it("[S02] is known for stolen where it comes again later, and is nothing once its sign-in ended", async () => {
    const { db, maya } = await castAlone();
    const now = new Date();
    const { id: sessionId } = await startSession(db, maya.userId);
    const token = await addRefreshToken(db, { userId: maya.userId, sessionId, now });
    await exchangeRefreshToken(db, token, now);
    const later = new Date(now.getTime() + REFRESHED_TWICE_WITHIN_MS + 1);
    expect(await exchangeRefreshToken(db, token, later)).toMatchObject({ is: "stolen", sessionId });
    const other = await addRefreshToken(db, { userId: maya.userId, sessionId, now });
    const month = new Date(now.getTime() + 30 * 24 * 60 * 60 * 1000);
    expect(await exchangeRefreshToken(db, other, month)).toBeNull();
    expect(await exchangeRefreshToken(db, "made up", now)).toBeNull();
    await db.update(sessions).set({ expiresAt: now }).where(eq(sessions.id, sessionId));
    expect(await exchangeRefreshToken(db, other, now)).toBeNull();
  });

  it("is forgotten once so many came after it, of its own sign-in alone", async () => {
    const { db, maya } = await castAlone();
    const now = new Date();
    const { id: sessionId } = await startSession(db, maya.userId);
    const { id: elsewhere } = await startSession(db, maya.userId);
    await addRefreshToken(db, { userId: maya.userId, sessionId: elsewhere, now });
    let token = await addRefreshToken(db, { userId: maya.userId, sessionId, now });
    for (let n = 0; n < 203; n += 1) {
      const exchanged = await exchangeRefreshToken(db, token, new Date(now.getTime() + n));
      if (exchanged?.is !== "next") throw new Error("it was not exchanged");
      token = exchanged.token;
    }
    expect(await db.$count(refreshTokens, eq(refreshTokens.family, sessionId))).toBe(201);
    expect(await db.$count(refreshTokens, eq(refreshTokens.family, elsewhere))).toBe(1);
  });
});
