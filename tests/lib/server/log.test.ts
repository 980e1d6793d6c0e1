import { DrizzleQueryError } from "drizzle-orm/errors";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { describeError } from "@/lib/server/described-error";
import { consoleSink, type LogFields, type LogLevel, log, logTo, logWith } from "@/lib/server/log";
import { cleanText, withoutSecrets } from "@/lib/server/log-redaction";
import { requestId, within } from "@/lib/server/request-context";

let lines: [LogLevel, LogFields, string][] = [];

beforeEach(() => {
  lines = [];
  logTo((...line) => lines.push(line));
});

describe("a line of the log", () => {
  it("[O8] says what it was done for, wherever that is said", async () => {
    await within({ request: "request-1" }, async () => {
      await Promise.resolve();
      log.info("done", { ms: 3 });
      expect(requestId()).toBe("request-1");
    });
    log.warn("alone");
    expect(lines).toEqual([
      ["info", { request: "request-1", ms: 3 }, "done"],
      ["warn", {}, "alone"],
    ]);
  });

  it("says once what two parts of the site add by one name", () => {
    logWith("trace", () => ({ trace: "one" }));
    logWith("trace", () => ({ trace: "two" }));
    log.debug("traced");
    logWith("trace", () => ({}));
    expect(lines).toEqual([["debug", { trace: "two" }, "traced"]]);
  });

  it("is JSON with its time, and is not written below the level that was asked for", () => {
    const written = vi.spyOn(console, "warn").mockReturnValue();
    const sink = consoleSink("rooms", "warn");
    sink("info", {}, "too much");
    sink("warn", { where: "main/1" }, "refused");
    expect(written).toHaveBeenCalledTimes(1);
    const line = JSON.parse(String(written.mock.lastCall?.[0]));
    expect(line).toMatchObject({ level: "warn", part: "rooms", where: "main/1", msg: "refused" });
    expect(Date.parse(line.time)).toBeGreaterThan(0);
  });
});

describe("what is never logged", () => {
  it("[S35] is what stands in a field of the list, however deep", () => {
    const fields = {
      password: "one",
      deep: { headers: { Authorization: "two", "set-cookie": ["three"] }, list: [{ access_token: "four" }] },
      kept: "five",
    };
    const cleaned = JSON.stringify(withoutSecrets(fields));
    expect(cleaned).toContain("five");
    expect(cleaned).not.toMatch(/one|two|three|four/);
  });

  it.each([
    ["Failed query: select * from users where email = $1\nparams: maya@example.com", "Failed query"],
    ["550 <maya.r+chat@mail.example.com> unknown", "550 <[mail]> unknown"],
    ["GET /room?token=abc.def&after=3 failed", "GET /room?[redacted] failed"],
    ["authorization: Bearer abc-123_x.y", "authorization: Bearer [redacted]"],
    ["postgres://app:hunter2@db.example.com/app", "postgres://[redacted]@db.example.com/app"],
    ["eyJhbGciOi.eyJzdWIi.c2lnbg is over", "[redacted] is over"],
    [
      "at file:///srv/node_modules/next@16.4.5/server.js:3:1",
      "at file:///srv/node_modules/next@16.4.5/server.js:3:1",
    ],
  ])("[S35] is what looks like a secret: %s", (said, cleaned) => {
    expect(cleanText(said)).toBe(cleaned);
  });

  it("[S35] is what an error quotes", () => {
    const ofPostgres = Object.assign(new Error('invalid input syntax for type uuid: "words"'), {
      ...{ severity: "ERROR", code: "22P02", detail: "words" },
    });
    const failed = new DrizzleQueryError("select $1", ["words"], ofPostgres);
    let ofJson: unknown;
    try {
      JSON.parse("words of somebody");
    } catch (error) {
      ofJson = error;
    }
    const both = new AggregateError([failed, ofJson], "both", { cause: failed });
    const described = JSON.stringify([failed, ofJson, both].map((error) => describeError(error)));
    expect(described).not.toContain("words");
    expect(described).toContain("22P02");
    expect(described).toContain("SyntaxError");
  });

  it("is a stack without end, or an object that holds itself", () => {
    const loop: Record<string, unknown> = {};
    loop.again = loop;
    expect(JSON.stringify(withoutSecrets({ loop, long: "x".repeat(10_000) })).length).toBeLessThan(2_200);
    const { stack } = describeError(new Error("one\ntwo\nthree"));
    expect(String(stack)).not.toContain("two");
  });
});
