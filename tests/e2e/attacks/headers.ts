import { randomUUID } from "node:crypto";
import { type APIResponse, expect, test } from "@playwright/test";
import { type Door, pages, routes } from "./doors";
import type { Scene } from "./scene";

/** What every answer says to a browser, whoever asks and whatever is answered. */
const EVERYWHERE = {
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": expect.stringMatching(/^microphone=\(self\), camera=\(\), .*geolocation=\(\)/),
};
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";
const POLICY = [
  /^default-src 'none'; /,
  /; script-src 'self' 'nonce-[\w+/]{22}==' 'strict-dynamic'; style-src 'self' 'nonce-[\w+/]{22}=='; /,
  /; connect-src 'self' ws:\/\/[\w.]+:\d+ http:\/\/[\w.]+:\d+; /,
  /; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; /,
];

/** What answers are sent with, at every door there is: a new page or route is asked as well. */
export function testHeaders(stage: () => Scene) {
  const addressOf = (name: string) =>
    name
      .replace("[business]", stage().mayas.slug)
      .replace("[conversation]", stage().mayas.conversationId)
      .replace(/\[\w+\]/g, () => randomUUID());

  for (const [name, page] of Object.entries(pages))
    test(`[S31] [S32] the page ${name} says what it may run and who may show it, and is kept by no cache`, async () => {
      const path = typeof page === "object" ? page.path(stage().mayas) : addressOf(name);
      const nonces = new Set<string>();
      for (const role of ["stranger", "maya", "nora"] as const) {
        const answer = await stage().as[role].get(path, { maxRedirects: 0 });
        const headers = answer.headers();
        expect(headers).toMatchObject({ ...EVERYWHERE, "cross-origin-resource-policy": "same-origin" });
        expect(headers["cache-control"]).toMatch(/^private, .*no-store/);
        expect(headers["x-frame-options"]).toBe(name.startsWith("/embed/") ? undefined : "SAMEORIGIN");
        const policy = headers["content-security-policy"] ?? "";
        for (const part of POLICY) expect(policy).toMatch(part);
        expect(policy).toMatch(
          name.startsWith("/embed/") ? /frame-ancestors 'self'/ : /frame-ancestors 'self'$/,
        );
        expect(policy.replace("style-src-attr 'unsafe-inline'", "")).not.toContain("unsafe");
        const [, nonce = ""] = /'nonce-([^']+)'/.exec(policy) ?? [];
        nonces.add(nonce);
        await expectScriptsKnown(answer, nonce);
      }
      expect(nonces.size).toBe(3);
    });

  for (const [name, doors] of Object.entries(routes))
    test(`[S31] [S32] the route ${name} says that it is no page, and to no cache what is somebody's`, async () => {
      const [method = "GET", route = "/"] = name.split(" ");
      for (const [n, door] of doors.entries())
        for (const role of method === "GET" ? (["stranger", "nora"] as const) : (["stranger"] as const)) {
          const { path = addressOf(route), asked } = door.ask(stage().mayas);
          const answer = await stage().as[role].fetch(path, {
            ...{ method, maxRedirects: 0 },
            ...(asked !== undefined && { data: asked }),
          });
          const headers = answer.headers();
          expect([n, role, headers]).toMatchObject([n, role, EVERYWHERE]);
          if (/^\/(?:api\/(?!files\/)|emoji|health)/.test(route))
            expect(headers["content-security-policy"]).toBe(NO_PAGE);
          expectNotKept(door, headers);
        }
    });

  test("[S32] what other sites load is theirs to load, and nothing else is", async () => {
    const { as } = stage();
    const of = async (path: string) =>
      (await as.stranger.get(path)).headers()["cross-origin-resource-policy"];
    for (const path of ["/widget.js", "/b/harbor-coffee/opengraph-image", "/icon-192.png"])
      expect([path, await of(path)]).toEqual([path, undefined]);
    for (const path of ["/sw.js", "/manifest.webmanifest", "/api/me", "/health", "/emoji/en", "/nowhere"])
      expect([path, await of(path)]).toEqual([path, "same-origin"]);
  });

  test("[S32] nobody who says to have come by https is believed without a proxy of ours", async () => {
    const headers = { "x-forwarded-proto": "https" };
    const told = (await stage().as.stranger.get("/", { headers })).headers();
    expect(told["strict-transport-security"]).toBeUndefined();
    expect(told["content-security-policy"]).not.toContain("upgrade-insecure-requests");
  });
}

/** Where a page is sent at all, each of its scripts has the nonce of its answer. */
async function expectScriptsKnown(answer: APIResponse, nonce: string): Promise<void> {
  if (!answer.headers()["content-type"]?.includes("text/html")) return;
  const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
}

function expectNotKept({ isSameForAll, answers }: Door, headers: Record<string, string>): void {
  if (isSameForAll) return;
  expect([answers, headers["cache-control"]]).toEqual([answers, expect.stringMatching(/no-store/)]);
}
