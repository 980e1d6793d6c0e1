import { randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startApiSession } from "@/app/account/api-session";
import { preflight } from "@/app/cors";
import { endpoint, json } from "@/app/endpoint";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { policies } from "@/lib/server/rate-limit";
import { castOfSite } from "../support/viewers";

const asked = { headers: new Headers() };
vi.mock("next/headers", () => ({ cookies: async () => new Map(), headers: async () => asked.headers }));

const SHOP = "https://shop.example";

const routes: Record<string, ReturnType<typeof endpoint>> = {
  fine: endpoint(async ({ viewer }) => json({ name: viewer?.name })),
  refused: endpoint(async () => {
    throw new Refusal("conflict");
  }),
  broken: endpoint(async () => {
    throw new Error("a row that nobody expected");
  }),
};

async function ask(route: string, headers: Record<string, string> = {}, method = "GET") {
  const request = new NextRequest("http://localhost/api/something", { method, headers });
  asked.headers = new Headers({ "x-forwarded-for": `test ${randomUUID()}`, ...headers });
  const answer = routes[route];
  if (!answer) throw new Error(`no route ${route}`);
  return answer(request, { params: Promise.resolve({}) });
}

/** Where Redis takes too long each is counted without it, and of all at once some wait for too long. */
const AT_ONCE = 50;

async function askOften(times: number, headers: Record<string, string>) {
  const all: Response[] = [];
  while (all.length < times) {
    const some = Array.from({ length: Math.min(AT_ONCE, times - all.length) }, () => ask("fine", headers));
    all.push(...(await Promise.all(some)));
  }
  return all;
}

async function bearerOfMaya() {
  const { maya } = await castOfSite();
  const { accessToken } = await startApiSession(maya.userId);
  return { authorization: `Bearer ${accessToken}` };
}

afterEach(() => {
  Object.assign(env(), { API_ORIGINS: [], TRUST_PROXY: 0 });
  vi.restoreAllMocks();
});

describe("an answer of the API", () => {
  it("has an id, which a refusal says as well, as does what is logged of it", async () => {
    const bearer = await bearerOfMaya();
    const lines: string[] = [];
    vi.spyOn(console, "warn").mockImplementation((line) => lines.push(line));
    vi.spyOn(console, "error").mockImplementation((line) => lines.push(line));
    const ids = new Set<string | null>();
    for (const [route, status] of Object.entries({ fine: 200, refused: 409, broken: 503 })) {
      const response = await ask(route, bearer);
      const id = response.headers.get("x-request-id");
      ids.add(id);
      const { error } = await response.json();
      expect([response.status, error?.requestId]).toEqual([status, status === 200 ? undefined : id]);
      expect(JSON.stringify(error ?? "")).not.toContain("nobody expected");
      expect(lines.filter((line) => line.includes(String(id)))).toHaveLength(status === 200 ? 0 : 1);
    }
    expect(ids.size).toBe(3);
  });

  it("is called what a proxy of ours called its request, and nothing that anyone else wishes", async () => {
    const bearer = await bearerOfMaya();
    const named = "3f2b9c44-edge.1";
    const idOf = async (id: string) =>
      (await ask("fine", { ...bearer, "x-request-id": id })).headers.get("x-request-id");
    expect(await idOf(named)).not.toBe(named);
    Object.assign(env(), { TRUST_PROXY: 1 });
    expect(await idOf(named)).toBe(named);
    for (const wrong of ["short", "x".repeat(65), 'a"b{c}d:eeee', "<script>alert(1)</script>"])
      expect(await idOf(wrong)).toMatch(/^[\da-f-]{36}$/);
  });

  it("says how its caller stands with what they are counted by", async () => {
    const bearer = await bearerOfMaya();
    const left = async () => {
      const { headers } = await ask("fine", bearer);
      expect(headers.get("ratelimit-policy")).toBe('"api";q=500;w=900');
      const [, r, t] = /^"api";r=(\d+);t=(\d+)$/.exec(headers.get("ratelimit") ?? "") ?? [];
      expect(Number(t)).toBeLessThanOrEqual(900);
      return Number(r);
    };
    expect([await left(), await left()]).toEqual([499, 498]);
  });

  it("says to whoever asked too often when they may again", async () => {
    const bearer = await bearerOfMaya();
    const all = await askOften(policies.api.uses + 1, bearer);
    const refused = all.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    const seconds = Number(refused[0]?.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(policies.api.windowMs / 1000);
    expect(refused[0]?.headers.get("ratelimit")).toMatch(/^"api";r=0;t=\d+$/);
    expect(await refused[0]?.json()).toMatchObject({ error: { code: "too-many" } });
  });

  it("[S20] counts tokens that are none of ours by the address they come from", async () => {
    const address = `203.0.113.${Math.floor(Math.random() * 250)}`;
    const headers = { authorization: "Bearer svh_nonsense", "x-forwarded-for": address };
    const tried = await askOften(policies["api:unknown"].uses + 1, headers);
    const of = (status: number) => tried.filter((response) => response.status === status).length;
    expect([of(401), of(429)]).toEqual([policies["api:unknown"].uses, 1]);
  });
});

describe("pages of other sites", () => {
  const allowed = (response: Response) => response.headers.get("access-control-allow-origin");

  it("[S33] read what they get where their origin is on the list, and never by cookies", async () => {
    Object.assign(env(), { API_ORIGINS: [SHOP] });
    const asked = { ...(await bearerOfMaya()), origin: SHOP };
    for (const response of [await ask("fine", asked), await ask("refused", asked)]) {
      expect([allowed(response), response.headers.get("vary")]).toEqual([SHOP, "origin"]);
      expect(response.headers.get("access-control-expose-headers")).toContain("x-request-id");
      expect(response.headers.get("access-control-allow-credentials")).toBeNull();
    }
    const first = preflight(SHOP);
    expect([first.status, allowed(first)]).toEqual([204, SHOP]);
    expect(first.headers.get("access-control-allow-headers")).toContain("authorization");
    expect(first.headers.get("access-control-allow-credentials")).toBeNull();
  });

  it.each([
    "null",
    "*",
    "https://shop.example.evil.example",
    "https://evil.example",
    "http://shop.example",
    "https://shop.example:8443",
    "https://SHOP.example",
    "https://shop.example/",
    "",
  ])("[S33] are told nothing where it is %j", async (origin) => {
    Object.assign(env(), { API_ORIGINS: [SHOP] });
    const asked = { ...(await bearerOfMaya()), origin };
    const answers = [await ask("fine", asked), await ask("refused", asked), preflight(origin)];
    for (const { headers } of answers)
      expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });

  it("[S33] are told nothing where there is no list", async () => {
    for (const { headers } of [await ask("fine", { origin: SHOP }), preflight(SHOP)])
      expect([...headers.keys()].filter((name) => /^access-control|^vary/.test(name))).toEqual([]);
  });
});
