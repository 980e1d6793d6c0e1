import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  forgetPresence,
  lastSeenOf,
  markLastSeen,
  markOffline,
  markStatus,
  presencesOf,
} from "@/lib/server/last-seen";
import { hereIn, markGone, markHere, PRESENCE_TTL_MS } from "@/lib/server/presence";
import { openRedis, REDIS_TIMEOUT_MS } from "@/lib/server/redis";
import { backends, type RedisOfTest, redisOver } from "../support/redis-server";

describe.each(backends)("over %s", (backend) => {
  let stage: RedisOfTest;
  const [harbor, northside] = [randomUUID(), randomUUID()];
  const [sam, ines, june] = [randomUUID(), randomUUID(), randomUUID()];
  const at = new Date("2026-11-21T12:00:00.000Z");

  beforeAll(async () => {
    stage = await redisOver(backend);
  });
  afterAll(() => stage.stop());

  it("here is whoever gave a sign of life, until they leave or the last sign is too old", async () => {
    const { redis } = stage;
    const nowMs = Date.now();
    await markHere(redis, { businessId: harbor, userIds: [sam] }, nowMs);
    await markHere(redis, { businessId: harbor, userIds: [ines] }, nowMs + 10_000);
    await markHere(redis, { businessId: northside, userIds: [june] }, nowMs);
    await markHere(redis, { businessId: northside, userIds: [] }, nowMs);
    const here = (atMs: number) => hereIn(redis, [northside, harbor, randomUUID()], atMs);
    expect(await here(nowMs)).toEqual([
      { businessId: northside, userId: june },
      { businessId: harbor, userId: sam },
      { businessId: harbor, userId: ines },
    ]);
    await markGone(redis, { businessId: northside, userId: june });
    expect(await here(nowMs + PRESENCE_TTL_MS + 1)).toEqual([{ businessId: harbor, userId: ines }]);
  });

  it("somebody is as they said last, offline once they went, and when they were here outlasts it", async () => {
    const { redis } = stage;
    const presence = async () => (await presencesOf(redis, [sam, ines]))?.get(sam);
    expect(await presence()).toEqual({ status: "offline", lastSeenAt: null });
    await markStatus(redis, { userId: sam, status: "online" }, at);
    expect(await presence()).toEqual({ status: "online", lastSeenAt: at.toISOString() });
    await markStatus(redis, { userId: sam, status: "away" }, at);
    expect(await presence()).toEqual({ status: "away", lastSeenAt: at.toISOString() });
    const later = new Date(at.getTime() + 60_000);
    await markOffline(redis, sam, later);
    expect(await presence()).toEqual({ status: "offline", lastSeenAt: later.toISOString() });
    await forgetPresence(redis, sam);
    expect(await presence()).toEqual({ status: "offline", lastSeenAt: null });
  });

  it("what is not marked again lapses within half a minute, as where the rooms were killed", async () => {
    const { redis } = stage;
    await markStatus(redis, { userId: june, status: "online" }, at);
    const leftMs = await redis.pttl(`status:${june}`);
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(PRESENCE_TTL_MS);
    expect(PRESENCE_TTL_MS).toBeLessThan(30_000);
    await redis.pexpire(`status:${june}`, 1);
    await expect
      .poll(async () => (await presencesOf(redis, [june]))?.get(june))
      .toEqual({ status: "offline", lastSeenAt: at.toISOString() });
  });

  it("a room tells of many who left at once", async () => {
    const [maya, leo] = [randomUUID(), randomUUID()];
    await markLastSeen(stage.redis, [[maya, at]]);
    expect(await lastSeenOf(stage.redis, [leo, maya])).toEqual({ [leo]: null, [maya]: at.toISOString() });
    expect(await lastSeenOf(stage.redis, [])).toEqual({});
    expect((await presencesOf(stage.redis, []))?.size).toBe(0);
  });

  it.runIf(backend !== "memory")("[F20] [G8] nothing is known where the password is wrong", async () => {
    await expectNothingOf(await stage.withWrongPassword());
  });

  it.runIf(backend !== "memory")("[F20] [G8] nobody waits for a server that is frozen or gone", async () => {
    const { redis, impatient, server } = stage;
    await markStatus(redis, { userId: sam, status: "online" }, at);
    server?.kill("SIGSTOP");
    await expectNothingOf(impatient);
    server?.kill("SIGCONT");
    await expect.poll(async () => (await presencesOf(redis, [sam]))?.get(sam)?.status).toBe("online");
    server?.kill("SIGKILL");
    await expectNothingOf(impatient);
  });
});

it("[F20] [G8] nothing is known while Redis is away, without an error", async () => {
  await expectNothingOf(openRedis({ url: "http://127.0.0.1:9", token: "none" }));
});

/** Every question is answered in time: by nothing, and by no claim that somebody is offline. */
async function expectNothingOf(redis: Parameters<typeof hereIn>[0]) {
  const [businessId, userId] = [randomUUID(), randomUUID()];
  const beganMs = performance.now();
  const answers = await Promise.all([
    hereIn(redis, [businessId], Date.now()),
    presencesOf(redis, [userId]),
    lastSeenOf(redis, [userId]),
    markHere(redis, { businessId, userIds: [userId] }, Date.now()),
    markGone(redis, { businessId, userId }),
    markStatus(redis, { userId, status: "online" }, new Date()),
    markOffline(redis, userId, new Date()),
    markLastSeen(redis, [[userId, new Date()]]),
    forgetPresence(redis, userId),
  ]);
  expect(answers.slice(0, 3)).toEqual([[], null, { [userId]: null }]);
  expect(answers.slice(3)).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
  expect(performance.now() - beganMs).toBeLessThan(REDIS_TIMEOUT_MS + 2_000);
}
