import { randomUUID } from "node:crypto";
import { once } from "node:events";
import net from "node:net";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { policies, RateLimit } from "@/lib/server/rate-limit";

const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = inject("env");

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
