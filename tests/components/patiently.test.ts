import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { patiently } from "@/components/patiently";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ATTEMPTS_MAX = 200;
const AGAIN_AFTER_MS = 3_000;

/** A part that can be loaded from this attempt on. */
function partFrom(attempt: number) {
  let attempts = 0;
  return vi.fn(async () => {
    attempts += 1;
    if (attempts < attempt) throw new Error(`no network at attempt ${attempts}`);
    return "part";
  });
}

describe("a part that comes later than its page", () => {
  it("is asked for when it is needed, and once where it comes", async () => {
    const load = partFrom(1);
    const loaded = patiently(load);
    expect(load).not.toHaveBeenCalled();
    expect(await loaded()).toBe("part");
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("is asked for again every three seconds until it comes", async () => {
    const load = partFrom(3);
    const loaded = patiently(load)();
    await vi.advanceTimersByTimeAsync(AGAIN_AFTER_MS - 1);
    expect(load).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(load).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(AGAIN_AFTER_MS);
    expect(await loaded).toBe("part");
    await vi.advanceTimersByTimeAsync(10 * AGAIN_AFTER_MS);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it("comes at the last of 200 attempts, and not after it", async () => {
    const atLast = patiently(partFrom(ATTEMPTS_MAX))();
    await vi.advanceTimersByTimeAsync(ATTEMPTS_MAX * AGAIN_AFTER_MS);
    expect(await atLast).toBe("part");

    const load = partFrom(ATTEMPTS_MAX + 1);
    const never = expect(patiently(load)()).rejects.toThrow(`no network at attempt ${ATTEMPTS_MAX}`);
    await vi.advanceTimersByTimeAsync(2 * ATTEMPTS_MAX * AGAIN_AFTER_MS);
    await never;
    expect(load).toHaveBeenCalledTimes(ATTEMPTS_MAX);
  });
});
