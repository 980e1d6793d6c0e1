import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const AGAIN_AFTER_MS = 10 * 60_000;

interface Field {
  value: string;
  defaultValue: string;
}

/** A tab with these fields, which counts how often it was loaded anew. */
async function tab({ fields = [] as Field[], focused = undefined as Field | undefined, call = false } = {}) {
  vi.resetModules();
  const reload = vi.fn();
  vi.stubGlobal("location", { reload });
  const page = {
    activeElement: focused,
    querySelectorAll: () => fields,
    querySelector: () => (call ? {} : null),
  };
  vi.stubGlobal("document", page);
  const { renew } = await import("@/components/outdated");
  return { reload, renew, page };
}

const kept = new Map<string, string>();

beforeEach(() => {
  vi.useFakeTimers();
  kept.clear();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("[F27] a page of a version before", () => {
  it("is loaded anew at once where nobody is in the middle of something", async () => {
    const { reload, renew } = await tab({ fields: [{ value: "as it was", defaultValue: "as it was" }] });
    renew();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it("waits for whoever writes, has changed a form, or talks", async () => {
    const written = { value: "Half a", defaultValue: "Half a" };
    const changed = { value: "New name", defaultValue: "Old name" };
    for (const busy of [{ fields: [written], focused: written }, { fields: [changed] }, { call: true }]) {
      const { reload, renew, page } = await tab(busy);
      renew();
      renew();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(reload).not.toHaveBeenCalled();
      Object.assign(page, {
        activeElement: undefined,
        querySelectorAll: () => [],
        querySelector: () => null,
      });
      await vi.advanceTimersByTimeAsync(5_000);
      expect(reload).toHaveBeenCalledTimes(1);
      kept.clear();
    }
  });

  it("is not loaded anew again and again where that does not help", async () => {
    (await tab()).renew();
    const { reload, renew } = await tab();
    renew();
    await vi.advanceTimersByTimeAsync(AGAIN_AFTER_MS - 10_000);
    renew();
    expect(reload).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10_000);
    renew();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it("stays as it is where a tab cannot remember that", async () => {
    vi.stubGlobal("sessionStorage", undefined);
    const { reload, renew } = await tab();
    renew();
    expect(reload).not.toHaveBeenCalled();
  });

  it("is told from a site that cannot be reached", async () => {
    const { isOutdated } = await import("@/components/outdated");
    const unrecognized = Object.assign(new Error("gone"), { name: "UnrecognizedActionError" });
    expect([unrecognized, new TypeError("Failed to fetch"), "gone"].map(isOutdated)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
