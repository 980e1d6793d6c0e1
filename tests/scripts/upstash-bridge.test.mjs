import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redisOnPath, redisPart, redisUrl } from "../../scripts/parts/redis.mjs";
import { startUpstashBridge } from "../../scripts/parts/upstash-bridge.mjs";
import { Part } from "../../scripts/stack/part.mjs";
import { freePort } from "../../scripts/stack/ports.mjs";

const TOKEN = "only-the-site-and-the-rooms-know";
const backends = redisOnPath() ? ["memory", "a real redis-server"] : ["memory"];

describe.each(backends)("the Upstash bridge over %s", (backend) => {
  let bridge;
  let redis;
  let stopBackend = () => {};

  beforeAll(async () => {
    const server = backend === "memory" ? undefined : await startRedisServer();
    if (server) stopBackend = server.stop;
    bridge = await startUpstashBridge({ port: 0, token: TOKEN, redisUrl: server?.url });
    redis = new Redis({ url: bridge.url, token: TOKEN, retry: false, enableTelemetry: false });
  });

  afterAll(async () => {
    await bridge.stop();
    await stopBackend();
  });

  test("gives texts back as they were, also those that look like base64 or are not ASCII", async () => {
    await redis.set("greeting:nora", "abcd");
    await redis.set("greeting:aiko", "こんにちは ☕");
    await redis.set("greeting:ok", "OK");
    expect(await redis.mget("greeting:nora", "greeting:aiko", "greeting:ok", "greeting:nobody")).toEqual([
      "abcd",
      "こんにちは ☕",
      "OK",
      null,
    ]);
  });

  test("sets a key only once when asked to, and lets it expire", async () => {
    expect(await redis.set("lock:harbor", "sam", { nx: true, ex: 60 })).toBe("OK");
    expect(await redis.set("lock:harbor", "ines", { nx: true, ex: 60 })).toBeNull();
    expect(await redis.get("lock:harbor")).toBe("sam");
    expect(await redis.ttl("lock:harbor")).toBeGreaterThan(50);
  });

  test("keeps hashes and sorted sets", async () => {
    await redis.hset("seen:sam", { at: 12, status: "away" });
    expect(await redis.hgetall("seen:sam")).toEqual({ at: 12, status: "away" });
    expect(await redis.hgetall("seen:nobody")).toBeNull();
    await redis.zadd("queue", { score: 2, member: "leo" }, { score: 1, member: "maya" });
    expect(await redis.zrange("queue", 0, -1, { withScores: true })).toEqual(["maya", 1, "leo", 2]);
  });

  test("runs a pipeline in order and reports one bad command without failing its neighbours", async () => {
    const pipeline = redis.pipeline();
    for (let count = 0; count < 20; count += 1) pipeline.incr("pipeline:count");
    expect(await pipeline.exec()).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));

    const [first, second, third] = await (
      await ask("/pipeline", [["SET", "a", "1"], ["NOSUCHCOMMAND"], ["GET", "a"]])
    ).json();
    expect(first).toEqual({ result: "OK" });
    expect(second.error).toMatch(/unknown command/i);
    expect(third).toEqual({ result: "1" });
  });

  test("runs a transaction", async () => {
    const transaction = redis.multi();
    transaction.set("multi:a", "x");
    transaction.incrby("multi:n", 4);
    transaction.get("multi:a");
    expect(await transaction.exec()).toEqual(["OK", 4, "x"]);
  });

  test("runs scripts by text and by hash", async () => {
    const script = redis.createScript("return {KEYS[1], ARGV[1], 3}");
    expect(await script.exec(["key"], ["value"])).toEqual(["key", "value", 3]);
    expect(await script.exec(["key"], ["again"])).toEqual(["key", "again", 3]);
  });

  test.each([
    ["fixed", Ratelimit.fixedWindow(3, "60 s")],
    ["sliding", Ratelimit.slidingWindow(3, "60 s")],
  ])("counts a %s window of @upstash/ratelimit: the fourth of three is refused", async (name, limiter) => {
    const limit = new Ratelimit({ redis, limiter, prefix: `limit:${name}`, timeout: 0 });
    const answers = [];
    for (let attempt = 0; attempt < 4; attempt += 1) answers.push((await limit.limit("maya")).success);
    expect(answers).toEqual([true, true, true, false]);
    expect((await limit.limit("leo")).success).toBe(true);
  });

  test("answers nobody without the token, and nothing but commands", async () => {
    expect((await ask("/pipeline", [["GET", "a"]], "Bearer guessed")).status).toBe(401);
    expect((await ask("/", ["GET", "a"], "")).status).toBe(401);
    expect((await ask("/", { not: "a command" })).status).toBe(400);
    expect((await ask("/elsewhere", ["GET", "a"])).status).toBe(404);
  });

  function ask(route, body, authorization = `Bearer ${TOKEN}`) {
    return fetch(bridge.url + route, {
      method: "POST",
      headers: { authorization },
      body: JSON.stringify(body),
    });
  }
});

async function startRedisServer() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "servihub redis "));
  const port = await freePort();
  const program = redisPart({ program: redisOnPath(), dir, port, password: "long-enough" });
  const part = new Part(program, { logDir: dir, tell: () => {} });
  await part.start();
  return {
    url: redisUrl({ port, password: "long-enough" }),
    async stop() {
      await part.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}
