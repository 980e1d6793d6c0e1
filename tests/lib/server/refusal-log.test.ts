import { describe, expect, it } from "vitest";
import { LINES_PER_PERIOD_MAX, RefusalLog } from "@/lib/server/refusal-log";

function opening() {
  const clock = { nowMs: 1_000_000 };
  const lines: unknown[] = [];
  const log = new RefusalLog(
    (fields) => lines.push(fields),
    () => clock.nowMs,
  );
  return { clock, lines, log };
}

const asked = { code: "forbidden", where: "main/1", who: "maya" } as const;

describe("the log of refusals", () => {
  it("says once a minute what was refused to whom, and how often it did not say so", () => {
    const { clock, lines, log } = opening();
    for (let n = 0; n < 3; n += 1) log.add(asked);
    log.add({ ...asked, who: "leo" });
    clock.nowMs += 60_000;
    log.add(asked);
    const line = { refused: "forbidden", where: "main/1", who: "maya" };
    expect(lines).toEqual([line, { ...line, who: "leo" }, { refusedAgain: 2 }, line]);
  });

  it("names the request, of those that are alike the first", () => {
    const { lines, log } = opening();
    for (const request of ["one", "two"]) log.add({ ...asked, request });
    expect(lines).toEqual([{ refused: "forbidden", where: "main/1", who: "maya", request: "one" }]);
  });

  it("[S38] is not filled by one who changes what they ask for", () => {
    const { lines, log } = opening();
    for (let n = 0; n < 1_000; n += 1) log.add({ ...asked, where: `main/${n}${"x".repeat(10_000)}` });
    expect(lines).toHaveLength(LINES_PER_PERIOD_MAX);
    expect(Math.max(...lines.map((line) => JSON.stringify(line).length))).toBeLessThan(250);
  });

  it.each(["busy", "unavailable", "stale", "closed"] as const)("does not speak of what is %s", (code) => {
    const { lines, log } = opening();
    log.add({ ...asked, code });
    expect(lines).toEqual([]);
  });
});
