import { once } from "node:events";
import http from "node:http";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { askAuth } from "@/components/account/ask-auth";
import { enter } from "@/components/account/enter";

type Answer = { status: number; said: unknown };

/** A site whose sign-in answers what the test says; gives back what it was asked, guard and all. */
async function site({ status, said }: Answer, guard: unknown = { csrfToken: "guard" }) {
  const asked: { path: string; method: string; given: Record<string, string> }[] = [];
  const server = http.createServer(async (request, response) => {
    const body = (await request.toArray()).join("");
    const given = Object.fromEntries(new URLSearchParams(body));
    asked.push({ path: request.url ?? "", method: request.method ?? "", given });
    const isGuard = request.url === "/api/auth/csrf";
    response.writeHead(isGuard ? 200 : status, { "content-type": "application/json" });
    response.end(JSON.stringify(isGuard ? guard : said));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const origin = `http://127.0.0.1:${Object(server.address()).port}`;
  const ask = globalThis.fetch;
  vi.stubGlobal("fetch", (path: string, options: RequestInit) => ask(new URL(path, origin), options));
  vi.stubGlobal("window", { location: { href: `${origin}/sign-in?next=%2Finbox` } });
  onTestFinished(async () => {
    vi.unstubAllGlobals();
    server.closeAllConnections();
    await once(server.close(), "close");
  });
  return { asked, origin };
}

beforeEach(() => void vi.spyOn(console, "warn").mockImplementation(() => {}));

describe("signing in without leaving the page", () => {
  it("shows the guard that the site gave, and where it was asked from", async () => {
    const { asked, origin } = await site({ status: 200, said: { url: "/inbox" } });
    expect(await enter("credentials", { email: "sam@harbor.example", password: "s3cret" })).toBeUndefined();
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /api/auth/csrf",
      "POST /api/auth/callback/credentials",
    ]);
    expect(asked[1]?.given).toEqual({
      ...{ email: "sam@harbor.example", password: "s3cret" },
      ...{ csrfToken: "guard", json: "true", callbackUrl: `${origin}/sign-in?next=%2Finbox` },
    });
  });

  it.each([
    ["mismatch", "/sign-in?error=CredentialsSignin"],
    ["too-many", "/sign-in?error=too-many"],
    ["unavailable", "/sign-in?error=teapot"],
    ["unavailable", "/sign-in"],
  ])("says what went wrong: %s, by %s", async (problem, url) => {
    await site({ status: 401, said: { url } });
    expect(await enter("guest", { name: "Maya" })).toBe(problem);
  });

  it.each([
    ["makes no sense", { status: 200, said: {} }, undefined],
    ["gives no guard", { status: 200, said: { url: "/inbox" } }, {}],
  ])("is no success where the site %s", async (_, answer, guard) => {
    await site(answer, guard);
    expect(await enter("guest", { name: "Maya" })).toBe("unavailable");
  });

  it("says so where the site cannot be reached", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed to fetch")));
    onTestFinished(() => void vi.unstubAllGlobals());
    expect(await enter("guest", { name: "Maya" })).toBe("unavailable");
  });

  it("leads on from the page that asked", async () => {
    const { origin } = await site({ status: 200, said: { url: "/inbox?from=here" } });
    const { isGranted, to } = await askAuth("signout", {});
    expect([isGranted, String(to)]).toEqual([true, `${origin}/inbox?from=here`]);
  });
});
