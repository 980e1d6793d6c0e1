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

  it("is loaded anew where a part of it is gone, and not where that is out of reach", async () => {
    const { reload } = await tab();
    const { patiently } = await import("@/components/patiently");
    const comesNot = async (failure: Error) => {
      void patiently(() => Promise.reject(failure))();
      await vi.advanceTimersByTimeAsync(1);
    };
    const failure = Object.assign(
      new Error("Failed to load chunk /_next/static/chunks/1a.js from module 7"),
      {
        name: "ChunkLoadError",
      },
    );
    const asked = vi.fn(async (_part: string) => ({ status: 200 }));
    vi.stubGlobal("fetch", asked);
    await comesNot(failure);
    await comesNot(new TypeError("a mistake in the part itself"));
    expect(reload).not.toHaveBeenCalled();
    asked.mockResolvedValue({ status: 404 });
    await comesNot(failure);
    expect(asked.mock.calls).toEqual([["/_next/static/chunks/1a.js"], ["/_next/static/chunks/1a.js"]]);
    expect(reload).toHaveBeenCalledTimes(1);
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
