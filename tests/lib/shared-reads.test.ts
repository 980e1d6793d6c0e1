import { describe, expect, it } from "vitest";
import { SharedReads } from "@/lib/server/shared-reads";

const KEPT_MS = 3_000;
const KEPT_MAX = 2;

/** Reads that end when the test says so, and a clock that stands. */
function reader() {
  const clock = { ms: 0 };
  const begun: { asked: string; end: (value: number) => void; fail: () => void }[] = [];
  const reads = new SharedReads<string, number>({
    read: (asked) =>
      new Promise((resolve, reject) => {
        begun.push({ asked, end: resolve, fail: () => reject(new Error("down")) });
      }),
    ...{ keptMs: KEPT_MS, keptMax: KEPT_MAX, now: () => clock.ms },
  });
  return { reads, begun, clock };
}

describe("reads that are shared", () => {
  it("are one for all who ask within the time it is kept, and another past it", async () => {
    const { reads, begun, clock } = reader();
    const both = Promise.all([reads.kept("news"), reads.kept("news")]);
    begun[0]?.end(1);
    expect(await both).toEqual([1, 1]);
    clock.ms = KEPT_MS - 1;
    expect(await reads.kept("news")).toBe(1);
    clock.ms = KEPT_MS;
    const later = reads.kept("news");
    begun[1]?.end(2);
    expect(await later).toBe(2);
    expect(begun).toHaveLength(2);
  });

  it("begin after they were asked for freshly, once for all who came meanwhile", async () => {
    const { reads, begun } = reader();
    const first = reads.fresh("news");
    const meanwhile = Promise.all([reads.fresh("news"), reads.fresh("news")]);
    expect(begun).toHaveLength(1);
    begun[0]?.end(1);
    expect(await first).toBe(1);
    await expect.poll(() => begun.length).toBe(2);
    begun[1]?.end(2);
    expect(await meanwhile).toEqual([2, 2]);
    expect(await reads.kept("news")).toBe(2);
  });

  it("keep nothing of one that failed, and whoever waits for the next gets that", async () => {
    const { reads, begun } = reader();
    const first = reads.kept("news");
    const next = reads.fresh("news");
    begun[0]?.fail();
    await expect(first).rejects.toThrow("down");
    await expect.poll(() => begun.length).toBe(2);
    begun[1]?.end(2);
    expect(await next).toBe(2);
  });

  it(`keep ${KEPT_MAX} answers and no more, the newest`, async () => {
    const { reads, begun } = reader();
    for (const asked of ["a", "b", "c"]) {
      const read = reads.kept(asked);
      begun.at(-1)?.end(1);
      await read;
    }
    await reads.kept("b");
    expect(begun).toHaveLength(3);
    void reads.kept("a");
    expect(begun.map(({ asked }) => asked)).toEqual(["a", "b", "c", "a"]);
  });
});
