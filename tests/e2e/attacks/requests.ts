import { once } from "node:events";
import net from "node:net";
import { expect, test } from "@playwright/test";
import { actionsOfBuild, answerOf, callAction, signIn } from "./intruders";
import type { Scene } from "./scene";

const EVIL = "https://evil.example";

/** Requests that lie about where they come from or are not what they seem. */
export function testRequests(stage: () => Scene) {
  const disguises = (): Record<string, string>[] => [
    { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
    {
      "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware",
    },
    { "x-middleware-subrequest-id": "1", "x-nextjs-data": "1", "x-middleware-prefetch": "1" },
    { "x-original-url": "/inbox", "x-rewrite-url": "/inbox", "x-invoke-path": "/inbox" },
    { "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1", forwarded: "for=127.0.0.1" },
    { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "x-forwarded-user": "admin" },
    { "x-http-method-override": "DELETE", "x-method-override": "PUT" },
    { rsc: "1", "next-router-state-tree": encodeURIComponent('["",{}]') },
  ];

  test("[S13] no header lets a stranger in", async () => {
    const { as, mayas, secret } = stage();
    for (const headers of disguises()) {
      const asStranger = (path: string) => as.stranger.get(path, { headers, maxRedirects: 0 });
      const inbox = await asStranger(`/inbox/${mayas.conversationId}`);
      expect([headers, await inbox.text()]).toEqual([headers, expect.not.stringContaining(secret)]);
      const messages = await asStranger(`/api/conversations/${mayas.conversationId}/messages`);
      expect([headers, await messages.text()]).toEqual([headers, expect.not.stringContaining(secret)]);
      const asked = { headers, data: { conversationId: mayas.conversationId } };
      for (const outsider of [as.stranger, as.leo])
        expect(await (await outsider.post("/api/tickets", asked)).text()).not.toContain("token");
    }
  });

  test("[S13] an action takes what its form asks for, however it is called", async () => {
    const { as, mayas, secret, browser } = stage();
    // Somebody who has called nothing yet: the others may have called as much as they may.
    const outsider = await signIn(await browser(), "guest");
    const action = actionsOfBuild().get("app/conversation/actions.ts#history") ?? { id: "", page: "" };
    const { conversationId } = mayas;
    const forged: unknown[] = [
      null,
      "text",
      [],
      [{ conversationId }],
      { conversationId: [conversationId] },
      { conversationId, beforeSeq: "1; drop table messages" },
      { conversationId, beforeSeq: 1e308 },
      { conversationId, role: "owner" },
      { conversationId, businessId: mayas.businessId, viewer: { id: "x" } },
      { conversationId: `${conversationId}\u0000` },
      JSON.parse(`{"conversationId":"${conversationId}","__proto__":{"isAdmin":true}}`),
    ];
    for (const asked of forged) {
      const response = await callAction(outsider, action, asked);
      const answer = await answerOf(response);
      const outcome = Object(Object(answer).refusal).code ?? response.status();
      expect(["bad-command", "not-found", 400, 500], JSON.stringify(asked)).toContain(outcome);
    }
    const fields = { multipart: { [`$ACTION_ID_${action.id}`]: "", conversationId } };
    const byForm = await outsider.post(action.page, fields);
    expect(await byForm.text()).not.toContain(secret);
    const unknown = await callAction(as.maya, { ...action, id: "0".repeat(action.id.length) }, {});
    expect(unknown.status()).toBeGreaterThanOrEqual(400);
  });

  test("[S30] a page of another site can neither post to a route, nor call an action, nor sign anybody out", async () => {
    const { as, mayas, url } = stage();
    const elsewhere: Record<string, string>[] = [
      { origin: EVIL },
      { origin: "null" },
      { origin: `${url}.evil.example` },
      { origin: EVIL, "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
      { origin: EVIL, host: new URL(url).host, referer: `${url}/chats`, "sec-fetch-site": "same-origin" },
    ];
    const history = actionsOfBuild().get("app/conversation/actions.ts#startConversation") ?? {
      id: "",
      page: "",
    };
    for (const headers of elsewhere) {
      const asked = JSON.stringify({ feed: "me" });
      for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded"]) {
        const posted = await as.maya.post("/api/tickets", {
          headers: { ...headers, "content-type": type },
          data: Buffer.from(asked),
        });
        expect([headers, type, posted.status()]).toEqual([headers, type, 401]);
      }
      const called = await callAction(as.maya, history, { business: mayas.slug }, headers);
      expect([headers, called.status(), await answerOf(called)]).toEqual([headers, 500, null]);
      await as.maya.post("/api/auth/signout", { headers, form: { json: "true" } });
      await as.maya.post("/api/auth/signout", { headers, form: { csrfToken: "0".repeat(64), json: "true" } });
    }
    expect((await as.maya.get("/api/me")).status()).toBe(200);
    const answer = await as.maya.get("/api/me", { headers: { origin: EVIL } });
    expect(Object.keys(answer.headers()).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });

  test("[S06] the API refuses hostile bodies, and goes on", async () => {
    const { as } = stage();
    const deep = `${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}`;
    const bodies: [Buffer | string, number][] = [
      ["[".repeat(60_000), 400],
      [deep, 400],
      ['{"feed":"me","__proto__":{"role":"owner"}}', 400],
      ['{"__proto__":{"feed":"me"}}', 400],
      ['{"feed":"me","constructor":{"prototype":{"a":1}}}', 400],
      ['{"conversationId":1e999}', 400],
      [Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), 400],
      [Buffer.from([0, 1, 2, 3]), 400],
      ["\ufeff{}", 400],
      [`{"feed":"me"}${" ".repeat(64 * 1024)}`, 413],
      ["x".repeat(8 * 1024 * 1024), 413],
    ];
    for (const [body, status] of bodies) {
      const response = await as.maya.post("/api/tickets", {
        headers: { "content-type": "application/json" },
        data: Buffer.from(body),
      });
      expect([body.slice(0, 40), response.status()]).toEqual([body.slice(0, 40), status]);
    }
    expect((await as.maya.post("/api/tickets", { data: { feed: "me" } })).status()).toBe(200);
  });

  test("[S08] who sends half a request keeps nobody waiting", async () => {
    const { as, url } = stage();
    const port = Number(new URL(url).port);
    const halves = [
      "",
      "GET / HTTP/1.1\r\nHost: x\r\nX-A: ",
      "POST /api/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{",
    ];
    const lines = await Promise.all(
      Array.from({ length: 240 }, async (_, n) => {
        const socket = net.connect(port, "127.0.0.1").on("error", () => {});
        await once(socket, "connect");
        socket.write(halves[n % halves.length] ?? "");
        return socket;
      }),
    );
    expect((await as.maya.get("/api/me")).status()).toBe(200);
    expect((await as.maya.get("/chats")).status()).toBe(200);
    for (const line of lines) line.destroy();
  });

  test("[S33] no answer of the site lets a page of another site read it, whoever is signed in", async () => {
    const { as, url } = stage();
    for (const path of ["/", "/chats", "/api/me", "/api/auth/session", "/health", "/api/nothing"])
      for (const origin of [EVIL, "null", `${url}.evil.example`, "*"]) {
        const headers = (await as.maya.get(path, { headers: { origin } })).headers();
        const opening = Object.keys(headers).filter((name) => name.startsWith("access-control"));
        expect([path, origin, opening]).toEqual([path, origin, []]);
      }
    // Nor does her cookie count for what such a page asks.
    expect((await as.maya.get("/api/me", { headers: { origin: EVIL } })).status()).toBe(401);
  });

  test("[S02] a page tells no other site where it was", async () => {
    const { as } = stage();
    for (const path of ["/", "/chats", "/sign-in", "/nowhere", "/api/me"])
      expect((await as.maya.get(path)).headers()["referrer-policy"]).toBe("same-origin");
  });
}
