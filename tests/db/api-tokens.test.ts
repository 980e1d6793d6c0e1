import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { addApiToken, apiTokensOf, grantOfApiToken } from "@/db/api-tokens";
import { apiTokens, sessions } from "@/db/session-parts";
import { endSessions, startSession } from "@/db/sessions";
import { personOfSession } from "@/db/users";
import { API_TOKENS_PER_PERSON_MAX } from "@/lib/api-token";
import { castForTest } from "../support/cast";

const DAY_MS = 24 * 60 * 60 * 1000;

async function opening() {
  const cast = await castForTest();
  const { db, sam } = cast;
  const make = (name: string, days: number | null = null) =>
    addApiToken(db, { userId: sam.userId, name, scopes: ["read"], days });
  const made = async (name: string, days: number | null = null) => {
    const token = await make(name, days);
    if (token === "too-many") throw new Error("There is room for more");
    return token;
  };
  return { ...cast, make, made };
}

describe("a personal token", () => {
  it("is a sign-in of its person, and of it nothing is kept that opens anything", async () => {
    const { db, sam, made } = await opening();
    const { token, secret } = await made("Stock bot");
    expect(secret).toMatch(/^svh_[\w-]{43}$/);
    const grant = await grantOfApiToken(db, secret);
    expect(grant).toEqual({ sessionId: token.id, scopes: ["read"] });
    expect(await personOfSession(db, token.id)).toMatchObject({ id: sam.userId });
    const kept = await db.select().from(apiTokens).where(eq(apiTokens.sessionId, token.id));
    expect(JSON.stringify(kept)).not.toContain(secret.slice(4));
    expect(await grantOfApiToken(db, `${secret}x`)).toBeNull();
    expect(await grantOfApiToken(db, String(kept[0]?.tokenHash))).toBeNull();
  });

  it("holds for as many days as it was made for, or until it is ended", async () => {
    const { db, sam, made } = await opening();
    const [brief, lasting] = [await made("A month", 30), await made("For good")];
    const days = (Date.parse(brief.token.expiresAt ?? "") - Date.now()) / DAY_MS;
    expect([Math.round(days), lasting.token.expiresAt]).toEqual([30, null]);
    expect((await apiTokensOf(db, sam.userId)).map(({ name }) => name)).toEqual(["A month", "For good"]);
    await db.update(sessions).set({ expiresAt: sql`now()` }).where(eq(sessions.id, brief.token.id));
    expect(await personOfSession(db, brief.token.id)).toBeNull();
    expect((await apiTokensOf(db, sam.userId)).map(({ name }) => name)).toEqual(["For good"]);
    // A person who signs in elsewhere sweeps out what ended long ago, and nothing else.
    await startSession(db, sam.userId);
    await endSessions(db, { sessionId: lasting.token.id });
    expect([await apiTokensOf(db, sam.userId), await personOfSession(db, lasting.token.id)]).toEqual([
      [],
      null,
    ]);
  });

  it("says to the minute when it was used last", async () => {
    const { db, sam, made } = await opening();
    const { token, secret } = await made("Stock bot");
    const lastUsed = async () => (await apiTokensOf(db, sam.userId))[0]?.lastUsedAt;
    expect(token.lastUsedAt).toBeNull();
    await Promise.all(Array.from({ length: 5 }, () => grantOfApiToken(db, secret)));
    const first = await lastUsed();
    expect(Date.now() - Date.parse(first ?? "")).toBeLessThan(60_000);
    await grantOfApiToken(db, secret);
    expect(await lastUsed()).toBe(first);
    await db.update(apiTokens).set({ lastUsedAt: sql`now() - interval '61 seconds'` });
    const before = await lastUsed();
    await grantOfApiToken(db, secret);
    expect(Date.parse((await lastUsed()) ?? "")).toBeGreaterThan(Date.parse(before ?? ""));
  });

  it("is one of so many at most, also of those that are asked for at once", async () => {
    const { db, sam, nora, make } = await opening();
    const asked = Array.from({ length: API_TOKENS_PER_PERSON_MAX + 3 }, (_, n) => make(`Bot ${n}`));
    const full = (await Promise.all(asked)).filter((made) => made === "too-many");
    expect(full).toHaveLength(3);
    const [{ id } = { id: "" }] = await apiTokensOf(db, sam.userId);
    expect(
      await addApiToken(db, { userId: nora.userId, name: "Hers", scopes: ["read"], days: null }),
    ).not.toBe("too-many");
    await endSessions(db, { sessionId: id });
    expect(await make("Once more")).not.toBe("too-many");
  });
});
