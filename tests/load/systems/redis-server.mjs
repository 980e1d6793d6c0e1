import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Redis } from "ioredis";
import { freePort } from "../../../scripts/stack/ports.mjs";

const READY_WITHIN_MS = 5_000;
const POLL_MS = 50;

/** Whether there is a `redis-server` on the PATH. */
export const isRedisThere = (process.env.PATH ?? "")
  .split(path.delimiter)
  .some((folder) => fs.existsSync(path.join(folder, "redis-server")));

/** A Redis of our own on a free port; `isDurable` has it sync its file before it answers. */
export async function startRedisServer({ isDurable }) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "servihub redis "));
  const port = await freePort();
  const persistence = isDurable ? ["--appendonly", "yes", "--appendfsync", "always"] : ["--appendonly", "no"];
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--dir", dir, "--save", ""];
  const child = spawn("redis-server", [...args, ...persistence], { stdio: "ignore" });
  const killNow = () => child.kill("SIGKILL");
  process.once("exit", killNow);
  const client = new Redis({ host: "127.0.0.1", port, lazyConnect: false, maxRetriesPerRequest: null });
  client.on("error", () => {});
  await answering(client);
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: child.pid,
    client,
    async stop() {
      client.disconnect();
      process.removeListener("exit", killNow);
      const exited = once(child, "exit");
      killNow();
      await exited;
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function answering(client) {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (client.status === "ready") return client.ping();
    if (Date.now() > deadline) throw new Error("redis-server does not answer");
    await wait(POLL_MS);
  }
}
