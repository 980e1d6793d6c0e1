import { expect, it, vi } from "vitest";
import { timeOf } from "@/db/clock";
import { castForTest } from "../support/cast";

it("[F24] is the clock by which things become due, however wrong that of this process goes", async () => {
  const { db } = await castForTest();
  const rightMs = Date.now();
  vi.useFakeTimers({ toFake: ["Date"], now: rightMs + 3_600_000 });
  try {
    const tellsMs = (await timeOf(db)).getTime();
    expect(Math.abs(tellsMs - rightMs)).toBeLessThan(60_000);
  } finally {
    vi.useRealTimers();
  }
});
