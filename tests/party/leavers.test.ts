import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, inject, it, vi } from "vitest";
import { lastSeenOf } from "@/lib/server/last-seen";
import { openRedis } from "@/lib/server/redis";
import { Leavers } from "@/party/leavers";
import { settingsOf } from "@/party/settings";

const env = inject("env");
const redis = openRedis({
  url: env.UPSTASH_REDIS_REST_URL,
  token: env.UPSTASH_REDIS_REST_TOKEN,
  timeoutMs: 5_000,
});

describe("those who leave", () => {
  afterEach(() => vi.restoreAllMocks());

  it("at once are written by one request", async () => {
    const asked = vi.spyOn(globalThis, "fetch");
    const crowd = Array.from({ length: 150 }, () => randomUUID());
    const at = new Date("2026-03-01T12:00:00.000Z");
    const leavers = new Leavers(() => settingsOf({ env }));
    for (const userId of crowd) leavers.add(userId, at);
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
    await expect
      .poll(async () => Object.values(await lastSeenOf(redis, crowd)))
      .toEqual(crowd.map(() => at.toISOString()));
  });

  it("in a crowd past the limit are not kept waiting for more", async () => {
    const asked = vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json([]));
    const leavers = new Leavers(() => settingsOf({ env }));
    for (let n = 0; n < 999; n += 1) leavers.add(randomUUID(), new Date());
    expect(asked).not.toHaveBeenCalled();
    leavers.add(randomUUID(), new Date());
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
