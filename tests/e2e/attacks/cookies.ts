import { type APIRequestContext, type APIResponse, expect, request, test } from "@playwright/test";
import { startPrivateStack } from "../../support/private-stack.mjs";
import { signIn } from "./intruders";
import type { Scene } from "./scene";

const SESSION = "next-auth.session-token";

/** The cookies by which browsers are known. */
export function testCookies(stage: () => Scene) {
  test("[S18] the cookie of a sign-in is for this site's requests alone, and for no script", async () => {
    const { browser } = stage();
    const maya = await browser();
    const cookies = setBy(await signInAs(maya, "maya@example.com"));
    const session = cookies.find((cookie) => cookie.startsWith(`${SESSION}=`)) ?? "";
    expect(session).toMatch(/; HttpOnly/);
    expect(session).toMatch(/; SameSite=Lax/);
    expect(session).toMatch(/; Path=\/(?:;|$)/);
    expect(session).not.toMatch(/; Domain=/i);
    for (const cookie of cookies) expect(cookie).toMatch(/; HttpOnly/);
  });

  test("[S18] whoever is given a cookie before they sign in has another one after, that the giver has not", async () => {
    const { browser, url } = stage();
    const leos = sessionOf(await signIn(await browser(), "leo"));
    for (const planted of [(await leos) ?? "", "made-up"]) {
      const victim = await request.newContext({
        baseURL: url,
        extraHTTPHeaders: { origin: url },
        storageState: { cookies: [cookieFor(url, planted)], origins: [] },
      });
      await signIn(victim, "maya");
      expect(await sessionOf(victim)).not.toBe(planted);
      expect((await (await victim.get("/api/me")).json()).email).toBe("maya@example.com");
      const giver = await request.newContext({
        baseURL: url,
        storageState: { cookies: [cookieFor(url, planted)], origins: [] },
      });
      const known = await giver.get("/api/me");
      expect([known.status(), Object(await known.json()).email]).not.toContain("maya@example.com");
      await Promise.all([victim.dispose(), giver.dispose()]);
    }
  });

  test("[S18] [S32] behind a proxy that does https, cookies go by https alone, and browsers are told to", async () => {
    const stack = await startPrivateStack({
      env: { NEXTAUTH_URL: "https://chat.example.com", TRUST_PROXY: "1" },
    });
    const program = await request.newContext({
      baseURL: `http://127.0.0.1:${stack.env.PORT}`,
      extraHTTPHeaders: {
        ...{ "x-forwarded-proto": "https", "x-forwarded-host": "chat.example.com" },
        ...{ "x-forwarded-for": "192.0.2.7", origin: "https://chat.example.com" },
      },
    });
    try {
      for (const path of ["/", "/api/me", "/widget.js", "/health"]) {
        const told = (await program.get(path)).headers();
        expect([path, told["strict-transport-security"]]).toEqual([path, "max-age=31536000"]);
      }
      const policy = (await program.get("/")).headers()["content-security-policy"] ?? "";
      expect(policy).toMatch(/; upgrade-insecure-requests$/);
      expect(policy).toMatch(
        /connect-src 'self' wss:\/\/chat\.example\.com:\d+ https:\/\/chat\.example\.com:\d+;/,
      );
      const cookies = setBy(await program.get("/api/auth/csrf"));
      expect(cookies.some((cookie) => cookie.startsWith("__Host-next-auth.csrf-token="))).toBe(true);
      for (const cookie of cookies) expect(cookie).toMatch(/; Secure/);
    } finally {
      await program.dispose();
      await stack.stop();
    }
  });
}

async function signInAs(context: APIRequestContext, email: string): Promise<APIResponse> {
  const { csrfToken } = await (await context.get("/api/auth/csrf")).json();
  const form = { email, password: "servihub-demo", csrfToken, json: "true" };
  return context.post("/api/auth/callback/credentials", { form });
}

function setBy(answer: APIResponse): string[] {
  return answer
    .headersArray()
    .filter(({ name }) => name.toLowerCase() === "set-cookie")
    .map(({ value }) => value);
}

async function sessionOf(context: APIRequestContext): Promise<string | undefined> {
  return (await context.storageState()).cookies.find(({ name }) => name === SESSION)?.value;
}

function cookieFor(url: string, value: string) {
  const { hostname: domain } = new URL(url);
  return {
    ...{ name: SESSION, value, domain, path: "/", expires: -1 },
    ...{ httpOnly: true, secure: false, sameSite: "Lax" as const },
  };
}
