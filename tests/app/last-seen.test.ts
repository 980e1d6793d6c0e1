import { randomUUID } from "node:crypto";
import { describe, expect, inject, it } from "vitest";
import { lastSeenOf, markLastSeen } from "@/lib/server/last-seen";
import { openRedis } from "@/lib/server/redis";

const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = inject("env");

describe("last seen", () => {
  it("is the time Sam was marked with, and nothing for Ines, whom nobody saw", async () => {
    // Any wait will do here: it is the value that is looked at.
    const redis = openRedis({ url, token, timeoutMs: 5_000 });
    const [sam, ines] = [randomUUID(), randomUUID()];
    const at = new Date("2026-03-01T12:00:00.000Z");
    await markLastSeen(redis, [[sam, at]]);
    expect(await lastSeenOf(redis, [ines, sam])).toEqual({ [ines]: null, [sam]: at.toISOString() });
    expect(await lastSeenOf(redis, [])).toEqual({});
  });

  it("[G8] is unknown for all while Redis is away, without an error", async () => {
    const redis = openRedis({ url: "http://127.0.0.1:9", token });
    await expect(markLastSeen(redis, [["sam", new Date()]])).resolves.toBeUndefined();
    expect(await lastSeenOf(redis, ["sam", "ines"])).toEqual({ sam: null, ines: null });
  });
});
