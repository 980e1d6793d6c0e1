import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { jobs } from "@/db/job-parts";
import { claimVitals, newestVitals, waitingNow } from "@/db/vitals";
import { vitalsOfMinutes } from "@/db/vitals-parts";
import { VITALS_KEPT_MS } from "@/lib/vitals";
import { castOfSite } from "../support/viewers";

/** The settings are read once per process: each test begins with a process that has read none. */
async function partsByName() {
  const { statesOfParts } = await import("@/app/admin/operations/parts");
  return Object.fromEntries((await statesOfParts()).map((part) => [part.name, part]));
}

describe("the parts", () => {
  beforeEach(() => void vi.resetModules());

  it("all work where they do, and say how long they took", async () => {
    // Who else uses the machine may keep one of them for longer than a page waits.
    const parts = await vi.waitFor(async () => {
      const { due, ...found } = await partsByName();
      expect(due).toBeDefined();
      for (const part of Object.values(found)) expect(part).toMatchObject({ is: "ok" });
      return found;
    }, 15_000);
    for (const part of Object.values(parts)) expect(part.ms).toBeGreaterThan(0);
    expect(parts.mail?.note).toEqual({ is: "outbox" });
    expect(parts.storage?.note).toEqual({ is: "folder" });
  });

  it("[F21] name a mail server that is away", async () => {
    vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:9");
    vi.stubEnv("MAIL_FROM", "chat@example.com");
    expect((await partsByName()).mail).toMatchObject({ is: "down", ms: null });
  });

  it("[G7] name Redis, the rooms and their clock where these are away, and nothing else", async () => {
    vi.stubEnv("UPSTASH_REDIS_REST_URL", "http://127.0.0.1:9");
    vi.stubEnv("ROOMS_URL", "http://127.0.0.1:9");
    const parts = Object.values(await partsByName());
    const down = parts.flatMap(({ name, is }) => (is === "down" ? [name] : []));
    expect(down).toEqual(["redis", "rooms", "clock"]);
    expect((await partsByName()).rooms?.note).toEqual({ is: "shards", up: 0, all: 1 });
  });

  it("[F10] name a folder of files that takes nothing", async () => {
    vi.stubEnv("DATA_DIR", "/dev/null");
    expect((await partsByName()).storage).toMatchObject({ is: "down" });
  });

  it("[F24] notice clocks that are apart", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
    const { clock } = await partsByName();
    vi.useRealTimers();
    expect(clock).toMatchObject({ is: "odd", note: { is: "apart" } });
  });

  it("[F26] notice a database that lacks a migration, or has one of a newer version", async () => {
    const { default: journal } = await import("@/db/migrations/meta/_journal.json");
    const { when } = journal.entries.at(-1) ?? { when: 0 };
    for (const [at, is] of [
      [when + 1, { is: "down", note: { is: "behind" } }],
      [when - 1, { is: "odd", note: { is: "ahead" } }],
    ] as const) {
      vi.resetModules();
      vi.doMock("@/db/migrations/meta/_journal.json", () => ({ default: { entries: [{ when: at }] } }));
      expect((await partsByName()).migrations).toMatchObject(is);
    }
    vi.doUnmock("@/db/migrations/meta/_journal.json");
  });
});

describe("vitals", () => {
  it("are taken once a minute, whoever takes them, and kept for a day", async () => {
    const { db } = await castOfSite();
    const { takeVitals } = await import("@/app/vitals/take");
    await db.delete(vitalsOfMinutes);
    const old = new Date(Date.now() - VITALS_KEPT_MS - 120_000);
    await db.insert(vitalsOfMinutes).values({ minute: old, shards: [null] });
    await Promise.all([takeVitals(), takeVitals(), takeVitals()]);
    const known = await newestVitals(db, 10);
    // A minute may end between two of them.
    expect([1, 2]).toContain(known.length);
    expect(known[0]?.shards[0]?.within.length).toBeGreaterThan(0);
  });

  it("of a process that died before it had looked, there are none", async () => {
    const { db } = await castOfSite();
    await db.delete(vitalsOfMinutes);
    expect(await claimVitals(db)).not.toBeNull();
    expect(await newestVitals(db, 10)).toEqual([]);
  });

  it("count what is due and not done, and since when it is", async () => {
    const { db, asMaya, conversationId } = await castOfSite();
    const before = await waitingNow(db);
    const job = { kind: "push" as const, userId: asMaya.id, conversationId };
    await db.insert(jobs).values({ ...job, runAt: new Date(Date.now() - 86_400_000) });
    const after = await waitingNow(db);
    expect(after.waiting).toBe(before.waiting + 1);
    expect(after.lateMs).toBeGreaterThan(86_000_000);
    await db.delete(jobs).where(eq(jobs.conversationId, conversationId));
  });
});
