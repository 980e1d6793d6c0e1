import { describe, expect, it, onTestFinished, vi } from "vitest";
import { FOLLOWED_WITHIN_MS, KeptSettings, READ_ANEW_AFTER_MS } from "@/lib/server/kept-settings";

/** Reads that end when the test says so, and a clock that stands. */
function stage() {
  const clock = { ms: 1_000_000 };
  const failures: unknown[] = [];
  const begun: { end: (value: number) => void; fail: () => void }[] = [];
  const kept = new KeptSettings<number>({
    first: 0,
    read: () =>
      new Promise((resolve, reject) => {
        begun.push({ end: resolve, fail: () => reject(new Error("away")) });
      }),
    now: () => clock.ms,
    onFailure: (error) => failures.push(error),
  });
  return { kept, begun, clock, failures };
}

/** One that knows 1, as of now. */
async function known() {
  const set = stage();
  const first = set.kept.caughtUp();
  set.begun[0]?.end(1);
  await first;
  return set;
}

describe("settings that a process keeps", () => {
  it("are waited for by whoever comes first, and then asked for without waiting", async () => {
    const { kept, begun } = stage();
    const waited = Promise.all([kept.caughtUp(), kept.caughtUp()]);
    begun[0]?.end(1);
    await waited;
    expect([kept.known, kept.caughtUp(), begun.length]).toEqual([1, undefined, 1]);
  });

  it("are read anew behind the back of whoever asks once they are of some time ago", async () => {
    const { kept, begun, clock } = await known();
    clock.ms += READ_ANEW_AFTER_MS - 1;
    expect([kept.known, begun.length]).toEqual([1, 1]);
    clock.ms += 1;
    expect([kept.known, kept.known, kept.caughtUp(), begun.length]).toEqual([1, 1, undefined, 2]);
    begun[1]?.end(2);
    await expect.poll(() => kept.known).toBe(2);
    expect(begun).toHaveLength(2);
  });

  it("are waited for by whoever asks after a time in which nobody did", async () => {
    const { kept, begun, clock } = await known();
    clock.ms += FOLLOWED_WITHIN_MS;
    const waited = kept.caughtUp();
    begun[1]?.end(2);
    await waited;
    expect(kept.known).toBe(2);
  });

  it("[G7] hold as they were known while they cannot be read, and keep nobody waiting for each try", async () => {
    const { kept, begun, clock, failures } = await known();
    clock.ms += FOLLOWED_WITHIN_MS;
    const waited = kept.caughtUp();
    begun[1]?.fail();
    await waited;
    expect([kept.known, kept.caughtUp(), failures.length, begun.length]).toEqual([1, undefined, 1, 2]);
    clock.ms += READ_ANEW_AFTER_MS;
    const again = kept.caughtUp();
    begun[2]?.end(2);
    await again;
    expect(kept.known).toBe(2);
  });

  it("[G7] are as by default where they were never read", async () => {
    const { kept, begun } = stage();
    const waited = kept.caughtUp();
    begun[0]?.fail();
    await waited;
    expect(kept.known).toBe(0);
  });

  it("[G7] are waited for no longer than a moment", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const { kept, begun } = stage();
    const waited = kept.caughtUp();
    await vi.runAllTimersAsync();
    await waited;
    expect(kept.known).toBe(0);
    begun[0]?.end(1);
    vi.useRealTimers();
    await expect.poll(() => kept.known).toBe(1);
  });

  it("are known at once to whoever changed them, whatever was being read before", async () => {
    const { kept, begun } = stage();
    void kept.caughtUp();
    const anew = kept.readAnew();
    begun[0]?.end(1);
    await expect.poll(() => begun.length).toBe(2);
    begun[1]?.end(2);
    await anew;
    expect(kept.known).toBe(2);
  });
});
