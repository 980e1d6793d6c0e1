import { describe, expect, it } from "vitest";
import { CALLERS_MAX, LocalBuckets } from "@/lib/server/local-buckets";

const policy = { uses: 3, windowMs: 1_000 };

describe("LocalBuckets", () => {
  it("lets the limit pass and refuses one past it, until the window ends", () => {
    const buckets = new LocalBuckets();
    const at = (now: number) => buckets.use("maya", { ...policy, now }).isWithin;
    expect([at(0), at(1), at(2), at(3), at(999)]).toEqual([true, true, true, false, false]);
    expect(at(1_000)).toBe(true);
  });

  it("counts each caller alone", () => {
    const buckets = new LocalBuckets();
    for (let n = 0; n < 4; n++) buckets.use("maya", { ...policy, now: 0 });
    expect(buckets.use("leo", { ...policy, now: 0 })).toEqual({
      isWithin: true,
      remaining: 2,
      endsAt: 1_000,
    });
    expect(buckets.use("maya", { ...policy, now: 0 })).toMatchObject({ isWithin: false, remaining: 0 });
  });

  it("[S38] forgets the oldest caller past its bound, and only then", () => {
    const buckets = new LocalBuckets();
    const once = { uses: 1, windowMs: 1_000, now: 0 };
    for (let n = 0; n < CALLERS_MAX; n++) buckets.use(`guest ${n}`, once);
    expect(buckets.use("guest 0", once).isWithin).toBe(false);
    buckets.use("one more", once);
    expect(buckets.use("guest 1", once).isWithin).toBe(true);
  });
});
