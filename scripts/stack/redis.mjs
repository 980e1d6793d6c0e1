import path from "node:path";
import { upstashBridgePart } from "../parts/bridges.mjs";
import { redisOnPath, redisPart, redisUrl } from "../parts/redis.mjs";
import { freePort } from "./ports.mjs";

/** Upstash itself when its address is set; else the bridge to `REDIS_URL`, a `redis-server` here, or memory. */
export async function startRedis({ list, dataDir, settings, secrets }) {
  if (settings.UPSTASH_REDIS_REST_URL) return { env: {} };

  const backend = settings.REDIS_URL ?? (await startOwn({ list, dataDir, secrets }));
  const port = await freePort();
  const token = secrets.UPSTASH_REDIS_REST_TOKEN;
  await list.run(upstashBridgePart({ port, token, redisUrl: backend }));
  return {
    env: { UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${port}`, UPSTASH_REDIS_REST_TOKEN: token },
  };
}

async function startOwn({ list, dataDir, secrets }) {
  const program = redisOnPath();
  if (!program) return undefined;
  const port = await freePort();
  const password = secrets.REDIS_PASSWORD;
  await list.run(redisPart({ program, dir: path.join(dataDir, "redis"), port, password }));
  return redisUrl({ port, password });
}
