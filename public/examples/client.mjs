#!/usr/bin/env node
/**
 * A program that talks to a business by the public API: signs in, opens its conversation, listens, says something, and
 * waits until everybody is told of it. Node 20.10 or newer and `chat.mjs` beside it, and nothing else.
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
import { listen, signIn } from "./chat.mjs";

const SAID_WITHIN_MS = 30_000;

// Node 20 has a WebSocket, and has to be asked for it.
if (typeof WebSocket === "undefined") {
  const own = ["--experimental-websocket", "--no-warnings", fileURLToPath(import.meta.url)];
  const { status } = spawnSync(process.execPath, [...own, ...process.argv.slice(2)], { stdio: "inherit" });
  process.exit(status ?? 1);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { listen: { type: "string", default: "0" } },
});
const [business = "harbor-coffee", words = "Hello from a program."] = positionals;

const ask = await signIn(process.env.SERVIHUB_URL ?? "http://localhost:3000", {
  email: process.env.SERVIHUB_EMAIL ?? "maya@example.com",
  password: process.env.SERVIHUB_PASSWORD ?? "servihub-demo",
});
const { id: conversationId } = await ask("POST", "/api/conversations", { business });
const { messages } = await ask("GET", `/api/conversations/${conversationId}/messages?limit=1`);

// The id is ours: asked again under it, the message is still said once.
const id = randomUUID();
let heard;
const isHeard = new Promise((resolve, reject) => {
  heard = resolve;
  setTimeout(() => reject(new Error("The room did not tell of it in time")), SAID_WITHIN_MS).unref();
});
const stop = listen(ask, { conversationId, after: messages.at(-1)?.rev ?? 0 }, (event) => {
  console.log(JSON.stringify(event));
  if (event.type === "message:new" && event.message.id === id) heard();
});
await ask("POST", `/api/conversations/${conversationId}/messages`, { id, body: words });
await isHeard;
await new Promise((resolve) => setTimeout(resolve, Number(values.listen) * 1_000));
stop();
