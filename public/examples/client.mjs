#!/usr/bin/env node
/**
 * A program that talks to a business by the public API: signs in, opens its conversation, listens, says something, and
 * waits until everybody is told of it. Node 20.10 or newer, and nothing else.
 *
 *   SERVIHUB_URL=http://localhost:3000 SERVIHUB_EMAIL=maya@example.com SERVIHUB_PASSWORD=… \
 *     node client.mjs harbor-coffee "Do you have oat milk?" --listen 60
 *
 * Each line it prints is an event of the room as JSON. With --listen it goes on for so many seconds.
 */
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

// Node 20 has a WebSocket, and has to be asked for it.
if (typeof WebSocket === "undefined") {
  const again = [
    "--experimental-websocket",
    "--no-warnings",
    fileURLToPath(import.meta.url),
    ...process.argv.slice(2),
  ];
  const { status } = spawnSync(process.execPath, again, { stdio: "inherit" });
  process.exit(status ?? 1);
}

const site = process.env.SERVIHUB_URL ?? "http://localhost:3000";
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { listen: { type: "string", default: "0" } },
});
const [business = "harbor-coffee", words = "Hello from a program."] = positionals;
const AGAIN_AFTER_MS = 1_000;
const SIGN_EVERY_MS = 30_000;
const SAID_WITHIN_MS = 30_000;

let accessToken;

async function ask(method, path, body) {
  const response = await fetch(new URL(path, site), {
    method,
    headers: {
      "content-type": "application/json",
      ...(accessToken && { authorization: `Bearer ${accessToken}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${answer.error.code}, ${answer.error.message}`);
  return answer;
}

/** Opens the room with a new ticket each time, and again whenever the line breaks, from where it was. */
function listen(conversationId, rev, hear) {
  let known = rev;
  let isLive = false;
  let socket;
  let isOver = false;
  // Who says nothing for 150 s may be taken to have left.
  const sign = setInterval(
    () => socket?.readyState === WebSocket.OPEN && say({ type: "ping" }),
    SIGN_EVERY_MS,
  );
  const say = (command) => socket.send(JSON.stringify(command));
  const take = (event) => {
    if (event.type === "welcome") isLive = false;
    // The room asks whether everything was read so far.
    else if (event.type === "ping") say({ type: "pong", nonce: event.nonce });
    else if (event.type === "reset") known = event.rev;
    // What is live counts on by one: with a gap something was missed, and the next line tells of it.
    else if (isLive && event.rev > known + 1) return socket.close();
    else if (event.rev > known) known = event.rev;
    if (event.type === "resumed" || event.type === "reset") isLive = true;
    hear(event);
  };
  const dial = async () => {
    const { url, token } = await ask("POST", "/api/tickets", { conversationId });
    if (isOver) return;
    socket = new WebSocket(`${url}?${new URLSearchParams({ token, after: String(known) })}`);
    socket.onmessage = ({ data }) => take(JSON.parse(data));
    socket.onclose = () => isOver || setTimeout(again, AGAIN_AFTER_MS);
  };
  const again = () =>
    dial().catch((error) => {
      console.error(String(error));
      if (!isOver) setTimeout(again, AGAIN_AFTER_MS);
    });
  void again();
  return () => {
    isOver = true;
    clearInterval(sign);
    socket?.close();
  };
}

({ accessToken } = await ask("POST", "/api/auth/login", {
  email: process.env.SERVIHUB_EMAIL ?? "maya@example.com",
  password: process.env.SERVIHUB_PASSWORD ?? "servihub-demo",
}));
const { id: conversationId } = await ask("POST", "/api/conversations", { business });
const { messages } = await ask("GET", `/api/conversations/${conversationId}/messages?limit=1`);

// The id is ours: asked again under it, the message is still said once.
const id = randomUUID();
let heard;
const isHeard = new Promise((resolve, reject) => {
  heard = resolve;
  setTimeout(() => reject(new Error("The room did not tell of it in time")), SAID_WITHIN_MS).unref();
});
const stop = listen(conversationId, messages.at(-1)?.rev ?? 0, (event) => {
  console.log(JSON.stringify(event));
  if (event.type === "message:new" && event.message.id === id) heard();
});
await ask("POST", `/api/conversations/${conversationId}/messages`, { id, body: words });
await isHeard;
await new Promise((resolve) => setTimeout(resolve, Number(values.listen) * 1_000));
stop();
