import { spawn, spawnSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Agent, fetch } from "undici";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import WebSocket from "ws";
import { buildSite } from "../../scripts/build.mjs";
import { root } from "../../scripts/root.mjs";
import { freePort } from "../../scripts/stack/ports.mjs";
import { startPrivateStack } from "../support/private-stack.mjs";
import { localhost } from "./certificate.mjs";

const BUILT_WITHIN_MS = 600_000;
const STARTED_WITHIN_MS = 60_000;
/** Debian's package is `nginx-light`. Where it is not installed, nothing here can be seen. */
const hasNginx = spawnSync("nginx", ["-v"]).status === 0;
const dispatcher = new Agent({ connect: { ca: localhost.cert } });

vi.setConfig({ testTimeout: 60_000 });

describe.skipIf(!hasNginx)("the product behind the real nginx, by the configuration of deploy/nginx", () => {
  let product;
  beforeAll(async () => {
    await buildSite({ say: () => {}, logFile: path.join(root, "test-results", "build.log") });
    product = await openProduct();
  }, BUILT_WITHIN_MS);
  afterAll(() => product?.close());

  test("a message goes over a socket on the same name, encrypted, and its answer comes back", async () => {
    const maya = await product.signIn("maya@example.com");
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
    const leo = await product.signIn("leo@example.com");
    const room = await leo.openRoom();
    const leaving = new AbortController();
    onTestFinished(() => leaving.abort());
    const address = `${room.url.replace(/^wss/, "https")}?token=${room.token}`;
    const stream = await fetch(address, {
      dispatcher,
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
    const maya = await product.signIn("maya@example.com");
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
    const maya = await product.signIn("maya@example.com");
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

  test("figures are not for the world, and no ticket stands in the log", async () => {
    expect((await product.ask("/api/metrics")).status).toBe(404);
    const log = await vi.waitUntil(() => /\/parties\/main.*$/m.exec(product.log())?.[0], { timeout: 10_000 });
    expect(log).not.toContain("?");
    expect(product.log()).not.toContain("token");
  });
});

/** Two processes of the site, the rooms, and nginx in front of them. */
async function openProduct() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "servihub-nginx-"));
  const [port, plainPort, roomsPort] = [await freePort(), await freePort(), await freePort()];
  const origin = `https://localhost:${port}`;
  const stack = await startPrivateStack({
    partyPort: roomsPort,
    env: {
      ...{ WEB_PROCESSES: "2", TRUST_PROXY: "1", NEXTAUTH_URL: origin },
      ROOMS_PUBLIC_URL: `wss://localhost:${port}`,
    },
  });
  const file = configure(folder, { port, plainPort, roomsPort, webUrls: stack.webUrls });
  const nginx = spawn("nginx", ["-p", folder, "-c", file], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  nginx.stderr.on("data", (text) => {
    said += text;
  });
  const ask = (address, options) => fetch(new URL(address, origin), { dispatcher, ...options });
  await vi.waitUntil(
    () => {
      if (nginx.exitCode !== null) throw new Error(said);
      return ask("/health").then(
        ({ ok }) => ok,
        () => false,
      );
    },
    { timeout: STARTED_WITHIN_MS, interval: 50 },
  );
  return {
    stack,
    ask,
    signIn: (email) => signIn(ask, email),
    log: () => fs.readFileSync(path.join(folder, "access.log"), "utf8"),
    async close() {
      nginx.kill("SIGQUIT");
      await once(nginx, "exit");
      await stack.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The configuration as it is there, with the names and places of this machine. */
function configure(folder, { port, plainPort, roomsPort, webUrls }) {
  fs.writeFileSync(path.join(folder, "cert.pem"), localhost.cert);
  fs.writeFileSync(path.join(folder, "key.pem"), localhost.key, { mode: 0o600 });
  const [first, second] = webUrls.map((url) => new URL(url).host);
  const site = [
    ["listen 80;", `listen 127.0.0.1:${plainPort};`],
    ["listen 443 ssl http2;", `listen 127.0.0.1:${port} ssl http2;`],
    ["127.0.0.1:3000", first],
    ["127.0.0.1:3001", second],
    ["127.0.0.1:1999", `127.0.0.1:${roomsPort}`],
    ["/etc/letsencrypt/live/chat.example.com/fullchain.pem", path.join(folder, "cert.pem")],
    ["/etc/letsencrypt/live/chat.example.com/privkey.pem", path.join(folder, "key.pem")],
    ["/var/log/nginx/servihub-chat.log", path.join(folder, "access.log")],
  ].reduce(
    (text, [from, to]) => {
      expect(text).toContain(from);
      return text.replaceAll(from, to);
    },
    fs.readFileSync(path.join(root, "deploy", "nginx", "servihub-chat.conf"), "utf8"),
  );
  fs.writeFileSync(path.join(folder, "site.conf"), site.replaceAll("chat.example.com", "localhost"));
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  fs.writeFileSync(
    path.join(folder, "nginx.conf"),
    `daemon off;
     user ${os.userInfo().username};
     pid ${path.join(folder, "nginx.pid")};
     error_log ${path.join(folder, "error.log")};
     worker_rlimit_nofile 1024;
     events { worker_connections 512; }
     http {
       ${paths.map((name) => `${name}_temp_path ${path.join(folder, name)};`).join("\n")}
       include ${path.join(folder, "site.conf")};
     }`,
  );
  return path.join(folder, "nginx.conf");
}

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
