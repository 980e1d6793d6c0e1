import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { describe, expect, it, vi } from "vitest";
import { startApiSession } from "@/app/account/api-session";
import { endApiToken, makeApiToken } from "@/app/account/api-tokens";
import { signOutElsewhere } from "@/app/account/leaving";
import { endpoint, json } from "@/app/endpoint";
import { apiTokensOf } from "@/db/api-tokens";
import { memberships } from "@/db/schema";
import { API_TOKEN_NAME_LENGTH_MAX, type ApiScope } from "@/lib/api-token";
import { castOfSite } from "../support/viewers";

vi.mock("next/headers", () => ({ cookies: async () => new Map(), headers: async () => new Headers() }));

function asked({ name = "Stock bot", scopes = ["read"], days = "30" }) {
  const form = new FormData();
  form.set("name", name);
  for (const scope of scopes) form.append("scope", scope);
  form.set("days", days);
  return form;
}

const which = (id: string) => {
  const form = new FormData();
  form.set("id", id);
  return form;
};

/** What a route says of who asks, and what for. */
const routes = {
  GET: endpoint(async ({ viewer }) => json({ name: viewer?.name, businesses: viewer?.memberships.length })),
  POST: endpoint(async ({ viewer }) => json({ name: viewer?.name })),
  posts: endpoint(async () => json({}), { scope: "broadcasts" }),
};

async function ask(token: string, route: keyof typeof routes = "GET") {
  const method = route === "GET" ? "GET" : "POST";
  const headers = { authorization: `Bearer ${token}` };
  const request = new NextRequest("http://localhost/api/something", { method, headers });
  const response = await routes[route](request, { params: Promise.resolve({}) });
  return { status: response.status, answer: await response.json() };
}

describe("a personal token", () => {
  it("lets a program act as its person, by what they are right now", async () => {
    const { db, asSam, sam } = await castOfSite();
    const { secret } = await makeApiToken(asSam, asked({}));
    expect(await ask(secret)).toEqual({ status: 200, answer: { name: "Sam", businesses: 1 } });
    await db.delete(memberships).where(eq(memberships.userId, sam.userId));
    expect(await ask(secret)).toEqual({ status: 200, answer: { name: "Sam", businesses: 0 } });
  });

  it.each<[ApiScope[], Record<keyof typeof routes, number>]>([
    [["read"], { GET: 200, POST: 403, posts: 403 }],
    [["write"], { GET: 403, POST: 200, posts: 403 }],
    [["broadcasts"], { GET: 403, POST: 403, posts: 200 }],
    [["webhooks"], { GET: 403, POST: 403, posts: 403 }],
    [["read", "write"], { GET: 200, POST: 200, posts: 403 }],
  ])("[S16] for %j opens nothing else", async (scopes, statuses) => {
    const { asSam, sam } = await castOfSite();
    const { secret } = await makeApiToken(asSam, asked({ scopes }));
    const found = { GET: 0, POST: 0, posts: 0 };
    for (const route of ["GET", "POST", "posts"] as const) found[route] = (await ask(secret, route)).status;
    expect(found).toEqual(statuses);
    // Whoever signed in with a password may do all that is theirs.
    const { accessToken } = await startApiSession(sam.userId);
    for (const route of ["GET", "POST", "posts"] as const)
      expect([route, (await ask(accessToken, route)).status]).toEqual([route, 200]);
  });

  it("says which scope it lacks", async () => {
    const { asSam } = await castOfSite();
    const { secret } = await makeApiToken(asSam, asked({ scopes: ["read"] }));
    expect((await ask(secret, "posts")).answer.error).toMatchObject({
      code: "forbidden",
      message: 'This token lacks the scope "broadcasts".',
    });
  });

  it("[S05] [S16] opens nothing from the moment it is ended, or its person signs out everywhere else", async () => {
    const { db, asSam, asNora, sam } = await castOfSite();
    const [one, other] = [await makeApiToken(asSam, asked({})), await makeApiToken(asSam, asked({}))];
    await expect(endApiToken(asNora, which(one.token.id))).rejects.toMatchObject({ code: "not-found" });
    expect((await ask(one.secret)).status).toBe(200);
    await endApiToken(asSam, which(one.token.id));
    expect([(await ask(one.secret)).status, (await ask(other.secret)).status]).toEqual([401, 200]);
    await endApiToken(asSam, which(one.token.id));
    await signOutElsewhere(asSam);
    expect([(await ask(other.secret)).status, await apiTokensOf(db, sam.userId)]).toEqual([401, []]);
  });

  it("[S16] is taken whole and as it is, and its sign-in opens nothing by itself", async () => {
    const { asSam } = await castOfSite();
    const { secret, token } = await makeApiToken(asSam, asked({}));
    const others = [
      ...[secret.slice(0, -1), `${secret}A`, secret.toUpperCase(), `SVH_${secret.slice(4)}`, secret.slice(4)],
      ...[token.id, `svh_${token.id}`, "svh_", `svh_${"A".repeat(43)}`],
    ];
    for (const tried of others) expect([tried, (await ask(tried)).status]).toEqual([tried, 401]);
  });

  it.each([
    ["without a name", { name: "  " }],
    ["with a name that is too long", { name: "x".repeat(API_TOKEN_NAME_LENGTH_MAX + 1) }],
    ["with a name that hides something", { name: "Bot\u202e" }],
    ["for nothing", { scopes: [] }],
    ["for what there is not", { scopes: ["admin"] }],
    ["for one thing twice", { scopes: ["read", "read"] }],
    ["for a time that is not offered", { days: "31" }],
    ["for no number", { days: "soon" }],
  ])("is not made %s", async (_, form) => {
    const { db, asSam, sam } = await castOfSite();
    await expect(makeApiToken(asSam, asked(form))).rejects.toMatchObject({ code: "bad-command" });
    expect(await apiTokensOf(db, sam.userId)).toEqual([]);
  });

  it("is not for guests, and nobody ends what is not theirs or not there", async () => {
    const { asGuest } = await castOfSite();
    await expect(makeApiToken(asGuest, asked({}))).rejects.toMatchObject({ code: "forbidden" });
    for (const id of [randomUUID(), asGuest.sessionId])
      await expect(endApiToken(asGuest, which(id))).rejects.toMatchObject({ code: "not-found" });
  });
});
