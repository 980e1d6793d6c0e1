import { randomUUID } from "node:crypto";
import { once } from "node:events";
import net from "node:net";
import { describe, expect, inject, it, onTestFinished, vi } from "vitest";
import { LimitRefusal, policies, RateLimit, type Standing } from "@/lib/server/rate-limit";

const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = inject("env");

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const limits = (address = url) => new RateLimit({ url: address, token }, Date.now);

/** A Redis that takes calls and never answers, or is not there at all. */
async function awayRedis(how: "frozen" | "gone"): Promise<string> {
  const server = net.createServer(() => undefined).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const close = () => new Promise((resolve) => server.close(resolve));
  if (how === "gone") await close();
  else onTestFinished(() => void server.close());
  return `http://127.0.0.1:${address.port}`;
}

describe("a limit", () => {
  it("[S20] lets its number of uses pass and refuses one past it, all at once and from two processes", async () => {
    const caller = randomUUID();
    const { uses } = policies["sign-in:account"];
    const [one, other] = [limits(), limits()];
    await one.use("sign-in:account", randomUUID());
    const tries = Array.from({ length: uses + 1 }, (_, n) =>
      (n % 2 ? one : other).use("sign-in:account", caller),
    );
    const refusals = (await Promise.allSettled(tries)).filter(({ status }) => status === "rejected");
    expect(refusals).toMatchObject([{ reason: { code: "too-many" } }]);
    await expect(one.use("sign-in:account", randomUUID())).resolves.toBeUndefined();
  });

  it.each([1, 2])(
    "[S20] of 500 lets exactly 500 of 600 pass that come all at once to %i processes",
    async (many) => {
      const caller = randomUUID();
      const processes = Array.from({ length: many }, () => limits());
      const tries = Array.from({ length: 600 }, (_, n) => processes[n % many]?.use("api", caller));
      const refused = (await Promise.allSettled(tries)).filter(({ status }) => status === "rejected");
      expect(refused).toHaveLength(600 - policies.api.uses);
    },
  );

  it("[S20] lets no more pass of those that come while others are counted", async () => {
    const caller = randomUUID();
    const counted = limits();
    const tries: Promise<boolean>[] = [];
    for (let n = 0; n < 600; n += 1) {
      // Some are answered before the last has been asked for.
      tries.push(
        counted.use("api", caller).then(
          () => true,
          () => false,
        ),
      );
      if (n % 20 === 0) await new Promise(setImmediate);
    }
    expect((await Promise.all(tries)).filter((isIn) => isIn)).toHaveLength(policies.api.uses);
  });

  it("tells how many uses are left, and when its window ends", async () => {
    const told: Standing[] = [];
    const caller = randomUUID();
    const counted = new RateLimit({ url, token }, Date.now, (standing) => told.push(standing));
    for (let n = 0; n < 3; n += 1) await counted.use("register", caller);
    counted.useHere("file", caller);
    const { uses, windowMs } = policies.register;
    expect(told.map(({ policy, remaining }) => [policy, remaining])).toEqual([
      ...[1, 2, 3].map((used) => ["register", uses - used]),
      ["file", policies.file.uses - 1],
    ]);
    for (const { resetMs } of told) expect(resetMs > 0 && resetMs <= windowMs).toBe(true);
  });

  it.each([
    ["all at once", [{ uses: 10, atMs: 0 }]],
    [
      "bit by bit, in two windows",
      [
        { uses: 7, atMs: 0 },
        { uses: 6, atMs: HOUR_MS + 20 * MINUTE_MS },
      ],
    ],
  ])("tells those who used it up %s exactly when one more is let pass", async (_, used) => {
    const clock = vi.useFakeTimers({ toFake: ["Date"], now: Math.ceil(Date.now() / HOUR_MS) * HOUR_MS });
    onTestFinished(() => void vi.useRealTimers());
    const began = Date.now();
    const caller = randomUUID();
    const counted = limits();
    const refusal = () =>
      counted.use("register", caller).then(
        () => null,
        (error: unknown) => (error instanceof LimitRefusal ? error : Promise.reject(error)),
      );
    for (const { uses, atMs } of used) {
      clock.setSystemTime(began + atMs);
      for (let n = 0; n < uses; n += 1) await counted.use("register", caller).catch(() => {});
    }
    clock.setSystemTime(Date.now() + MINUTE_MS);
    const { retryAfterMs = 0 } = (await refusal()) ?? {};
    const freeAt = Date.now() + retryAfterMs;
    clock.setSystemTime(freeAt - 2);
    expect((await refusal())?.retryAfterMs).toBe(2);
    clock.setSystemTime(freeAt);
    expect(await refusal()).toBeNull();
    expect(await refusal()).toBeInstanceOf(LimitRefusal);
  });

  it("counts no use that was given back", async () => {
    const caller = randomUUID();
    const counted = limits();
    for (let n = 0; n <= policies["sign-in:account"].uses; n++) {
      await counted.use("sign-in:account", caller);
      await counted.giveBack("sign-in:account", caller);
    }
  });

  it.each(["frozen", "gone"] as const)(
    "[F20] is counted here while Redis is %s, and keeps nobody waiting",
    async (how) => {
      const counted = limits(await awayRedis(how));
      const { uses } = policies.guest;
      const began = performance.now();
      await counted.use("guest", "203.0.113.7");
      expect(performance.now() - began).toBeLessThan(250);
      const others = await Promise.allSettled(
        Array.from({ length: uses }, () => counted.use("guest", "203.0.113.7")),
      );
      expect(others.filter(({ status }) => status === "rejected")).toMatchObject([
        { reason: { code: "too-many" } },
      ]);
    },
  );

  it.each(["frozen", "gone"] as const)("[F20] of sign-in refuses while Redis is %s", async (how) => {
    const counted = limits(await awayRedis(how));
    await expect(counted.use("sign-in:address", "203.0.113.7")).rejects.toMatchObject({
      code: "unavailable",
    });
    await expect(counted.giveBack("sign-in:address", "203.0.113.7")).resolves.toBeUndefined();
  });
});
