import { randomUUID } from "node:crypto";
import { describe, expect, inject, it } from "vitest";
import type { ReadPreview } from "@/lib/server/link-preview";
import { PREVIEW_TTL_SECONDS, PreviewCache } from "@/lib/server/preview-cache";
import { openRedis } from "@/lib/server/redis";

const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = inject("env");
const redis = openRedis({ url, token, timeoutMs: 5_000 });
const beans: ReadPreview = {
  ...{ title: "Beans", description: "All of them", site: "Harbor" },
  image: { bytes: Buffer.from([0, 255, 128]), width: 48, height: 64 },
};

function reader(found: ReadPreview | null) {
  const asked: string[] = [];
  return {
    asked,
    read: async (address: string) => {
      asked.push(address);
      return found;
    },
  };
}

describe("the preview of an address", () => {
  it("is read once, however many ask at a time, and known to other processes for an hour", async () => {
    const page = `https://harbor.example/${randomUUID()}`;
    const { asked, read } = reader(beans);
    const cache = new PreviewCache(() => redis);
    const burst = await Promise.all(Array.from({ length: 20 }, () => cache.of(page, read)));
    expect(burst).toEqual(burst.map(() => beans));
    expect(await new PreviewCache(() => redis).of(page, read)).toEqual(beans);
    expect(asked).toEqual([page]);
    const [key = ""] = (await redis.keys("preview:*")).slice(-1);
    const left = await redis.ttl(key);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(PREVIEW_TTL_SECONDS);
  });

  it("is not looked for again where there was none", async () => {
    const page = `https://nothing.example/${randomUUID()}`;
    const { asked, read } = reader(null);
    const cache = new PreviewCache(() => redis);
    expect([await cache.of(page, read), await cache.of(page, read)]).toEqual([null, null]);
    expect(asked).toEqual([page]);
  });

  it("is read anew while Redis is away, and after a failure", async () => {
    const away = new PreviewCache(() => openRedis({ url: "http://127.0.0.1:9", token }));
    const { asked, read } = reader(beans);
    expect(await away.of("https://harbor.example/", read)).toEqual(beans);
    const failing = away.of("https://harbor.example/", () => Promise.reject(new Error("out of order")));
    await expect(failing).rejects.toThrow("out of order");
    expect(await away.of("https://harbor.example/", read)).toEqual(beans);
    expect(asked).toHaveLength(2);
  });
});
