import { randomUUID } from "node:crypto";
import { describe, expect, inject, it } from "vitest";
import { hereIn, markGone, markHere, PRESENCE_TTL_MS } from "@/lib/server/presence";
import { openRedis } from "@/lib/server/redis";

const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = inject("env");

describe("who of a business is here", () => {
  // Any wait will do here: it is the value that is looked at.
  const redis = openRedis({ url, token, timeoutMs: 5_000 });
  const [harbor, northside] = [randomUUID(), randomUUID()];
  const [sam, ines, june] = [randomUUID(), randomUUID(), randomUUID()];

  it("is whoever gave a sign of life, until they leave or the last sign is too old", async () => {
    const nowMs = Date.now();
    await markHere(redis, { businessId: harbor, userId: sam }, nowMs);
    await markHere(redis, { businessId: harbor, userId: ines }, nowMs + 10_000);
    await markHere(redis, { businessId: northside, userId: june }, nowMs);
    const here = (atMs: number) => hereIn(redis, [northside, harbor, randomUUID()], atMs);
    expect(await here(nowMs)).toEqual([
      { businessId: northside, userId: june },
      { businessId: harbor, userId: sam },
      { businessId: harbor, userId: ines },
    ]);
    await markGone(redis, { businessId: northside, userId: june });
    expect(await here(nowMs + PRESENCE_TTL_MS + 1)).toEqual([{ businessId: harbor, userId: ines }]);
  });

  it("[G8] is nobody while Redis is away, without an error", async () => {
    const away = openRedis({ url: "http://127.0.0.1:9", token });
    await expect(markHere(away, { businessId: harbor, userId: sam }, Date.now())).resolves.toBeUndefined();
    await expect(markGone(away, { businessId: harbor, userId: sam })).resolves.toBeUndefined();
    expect(await hereIn(away, [harbor], Date.now())).toEqual([]);
    expect(await hereIn(redis, [], Date.now())).toEqual([]);
  });
});
