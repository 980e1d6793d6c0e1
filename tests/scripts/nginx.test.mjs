import { randomBytes, randomUUID } from "node:crypto";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import WebSocket from "ws";
import { buildSite } from "../../scripts/build.mjs";
import { root } from "../../scripts/root.mjs";
import { hasNginx, startBehindNginx } from "../support/behind-nginx.mjs";
import { localhost } from "./certificate.mjs";

const BUILT_WITHIN_MS = 600_000;

vi.setConfig({ testTimeout: 60_000 });

describe.skipIf(!hasNginx)("the product behind the real nginx, by the configuration of deploy/nginx", () => {
  let product;
  beforeAll(async () => {
    await buildSite({ say: () => {}, logFile: path.join(root, "test-results", "build.log") });
    product = await startBehindNginx();
  }, BUILT_WITHIN_MS);
  afterAll(() => product?.close());

  test("a message goes over a socket on the same name, encrypted, and its answer comes back", async () => {
    const maya = await signIn(product.ask, "maya@example.com");
    const room = await maya.openRoom();
    expect(room.url).toMatch(/^wss:\/\/localhost:\d+\/parties\/main\//);
    const socket = new WebSocket(`${room.url}?token=${room.token}`, { ca: localhost.cert });
    onTestFinished(() => socket.terminate());
    const heard = [];
    socket.on("message", (text) => heard.push(JSON.parse(text)));
    await vi.waitUntil(() => heard.some(({ type }) => type === "welcome"), { timeout: 10_000 });
    const id = randomUUID();
    socket.send(JSON.stringify({ type: "message:send", id, body: "Is this line encrypted?" }));
    await vi.waitUntil(() => heard.some(({ message }) => message?.id === id), { timeout: 10_000 });
  });

  test("a stream of events comes piece by piece, and what is said over it arrives", async () => {
    const leo = await signIn(product.ask, "leo@example.com");
    const room = await leo.openRoom();
    const leaving = new AbortController();
    onTestFinished(() => leaving.abort());
    const address = `${room.url.replace(/^wss/, "https")}?token=${room.token}`;
    const stream = await product.ask(address, {
      headers: { accept: "text/event-stream" },
      signal: leaving.signal,
    });
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    const reader = stream.body.getReader();
    // It would wait here for ever if it were kept until it is whole.
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toContain("data:");
  });

  test("a process of the site may die: the other answers meanwhile", async () => {
    const maya = await signIn(product.ask, "maya@example.com");
    product.stack.parts["web-2"].kill("SIGKILL");
    for (let time = 0; time < 20; time += 1) expect((await maya.ask("/api/me")).status).toBe(200);
  });

  test("whoever says they come from elsewhere is counted where they come from", async () => {
    const left = [];
    for (const said of ["203.0.113.1", "203.0.113.2", "203.0.113.3"]) {
      const answer = await product.ask("/api/businesses/nobody", {
        headers: { "x-forwarded-for": said, "x-real-ip": said, forwarded: `for=${said}` },
      });
      left.push(Number(/r=(\d+)/.exec(answer.headers.get("ratelimit"))[1]));
    }
    expect(left).toEqual([left[0], left[0] - 1, left[0] - 2]);
  });

  test("a file of 20 MB is let through, and one of 30 MB is not even asked for", async () => {
    const maya = await signIn(product.ask, "maya@example.com");
    const conversationId = await maya.conversation();
    const upload = (megabytes) =>
      maya.ask(`/api/attachments?conversationId=${conversationId}&id=${randomUUID()}&name=plan.bin`, {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: randomBytes(megabytes * 2 ** 20),
      });
    expect((await upload(20)).status).toBe(201);
    expect((await upload(30)).status).toBe(413);
  });

  test("whoever asks for pages without end waits, and is told so in the end; what pages are made of is not counted", async () => {
    const statuses = async (address, times) =>
      (await Promise.all(Array.from({ length: times }, () => product.ask(address)))).map(
        ({ status }) => status,
      );
    const pages = await statuses("/sign-in", 160);
    expect(pages).toContain(429);
    expect(pages.filter((status) => status === 200).length).toBeGreaterThanOrEqual(100);
    expect(pages.filter((status) => ![200, 429].includes(status))).toEqual([]);
    expect(await statuses("/_next/static/none.js", 160)).not.toContain(429);
  });

  test("figures are not for the world, and no ticket stands in the log", async () => {
    expect((await product.ask("/api/metrics")).status).toBe(404);
    const log = await vi.waitUntil(() => /\/parties\/main.*$/m.exec(product.log())?.[0], { timeout: 10_000 });
    expect(log).not.toContain("?");
    expect(product.log()).not.toContain("token");
  });
});

async function signIn(ask, email) {
  const answer = await ask("/api/auth/login", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: "servihub-demo" }),
  });
  const { accessToken } = await answer.json();
  const asThem = (address, { headers, ...options } = {}) =>
    ask(address, { ...options, headers: { authorization: `Bearer ${accessToken}`, ...headers } });
  const post = async (address, body) => {
    const answered = await asThem(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(answered.ok).toBe(true);
    return answered.json();
  };
  const conversation = async () => (await post("/api/conversations", { business: "harbor-coffee" })).id;
  return {
    ask: asThem,
    conversation,
    openRoom: async () => post("/api/tickets", { conversationId: await conversation() }),
  };
}
