import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Redis } from "@upstash/redis/cloudflare";
import { openRedis } from "@/lib/server/redis";
import { redisOnPath, redisUrl } from "../../scripts/parts/redis.mjs";
import { startUpstashBridge } from "../../scripts/parts/upstash-bridge.mjs";
import { freePort } from "../../scripts/stack/ports.mjs";

const TOKEN = "only-the-site-and-the-rooms-know";
const PASSWORD = "long-enough";

export const backends = redisOnPath() ? ["memory", "a real redis-server"] : ["memory"];

export interface RedisOfTest {
  /** Where it is the value that is looked at, any wait will do. */
  redis: Redis;
  /** Which waits as long as the product does. */
  impatient: Redis;
  /** The server's own process, where there is one. */
  server: ChildProcess | undefined;
  /** Another client, of a program that has the password wrong. */
  withWrongPassword: () => Promise<Redis>;
  stop: () => Promise<void>;
}

/** The product's own client and bridge, before a Redis that is this test's alone. */
export async function redisOver(backend: string): Promise<RedisOfTest> {
  const port = await freePort();
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "servihub redis "));
  const settings = ["--port", String(port), "--requirepass", PASSWORD, "--bind", "127.0.0.1", "--save", ""];
  const server = backend === "memory" ? undefined : spawn(redisOnPath() ?? "", settings, { cwd: dir });
  await new Promise<void>((resolve) => {
    if (!server) resolve();
    server?.stdout.on("data", (text) => String(text).includes("Ready to accept") && resolve());
  });
  const bridges: { stop: () => Promise<void> }[] = [];
  const bridgeTo = async (redisUrl: string | undefined) => {
    const bridge = await startUpstashBridge({ port: 0, token: TOKEN, redisUrl });
    bridges.push(bridge);
    return { url: bridge.url, token: TOKEN };
  };
  const stop = async () => {
    server?.kill("SIGKILL");
    await Promise.all(bridges.map((bridge) => bridge.stop()));
    fs.rmSync(dir, { recursive: true, force: true });
  };
  const bridge = await bridgeTo(server && redisUrl({ port, password: PASSWORD }));
  return {
    redis: openRedis({ ...bridge, timeoutMs: 5_000 }),
    impatient: openRedis(bridge),
    server,
    withWrongPassword: async () => openRedis(await bridgeTo(redisUrl({ port, password: "guessed" }))),
    stop,
  };
}
