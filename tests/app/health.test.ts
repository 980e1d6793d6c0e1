import { beforeEach, describe, expect, it, vi } from "vitest";

/** The settings are read once per process: each test begins with a process that has read none. */
async function health() {
  const { GET } = await import("@/app/health/route");
  const response = await GET();
  return { status: response.status, said: await response.json() };
}

describe("health", () => {
  beforeEach(() => void vi.resetModules());

  it("is ok when database, Redis and rooms answer", async () => {
    const parts = { database: "ok", redis: "ok", rooms: "ok" };
    expect(await health()).toEqual({
      ...{ status: 200, said: { status: "ok", parts, canary: expect.any(Object) } },
    });
  });

  it("[G7] is degraded, and no failure, without Redis", async () => {
    vi.stubEnv("UPSTASH_REDIS_REST_URL", "http://127.0.0.1:9");
    const { status, said } = await health();
    expect([status, said.status, said.parts.redis]).toEqual([200, "degraded", "down"]);
  });

  it("[F24] is a failure that names the rooms when their clock is an hour from that of the site", async () => {
    for (const apartMs of [3_600_000, -3_600_000]) {
      vi.resetModules();
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + apartMs });
      const { status, said } = await health();
      vi.useRealTimers();
      expect([status, said.status]).toEqual([503, "down"]);
      expect(said.parts).toEqual({ database: "ok", redis: "ok", rooms: "skewed" });
    }
  });

  it("is a failure that names the part when the rooms are away", async () => {
    vi.stubEnv("ROOMS_URL", "http://127.0.0.1:9");
    const { status, said } = await health();
    expect([status, said.status]).toEqual([503, "down"]);
    expect(said.parts).toEqual({ database: "ok", redis: "ok", rooms: "down" });
  });
});
