import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { changeLimit, restoreLimit, setSwitch } from "@/app/admin/limits/change";
import { limits } from "@/app/redis";
import { type SiteSettings, settingsFrom } from "@/app/site-settings";
import { auditEntries } from "@/db/audit-parts";
import { changeSetting, readSettings, settingsWithNames } from "@/db/site-settings";
import { siteSettings } from "@/db/site-settings-parts";
import { FOLLOWED_WITHIN_MS, KeptSettings, READ_ANEW_AFTER_MS } from "@/lib/server/kept-settings";
import { boundsOf } from "@/lib/server/limit-bounds";
import { policies } from "@/lib/server/rate-limit";
import { castOf } from "../support/cast";
import { createDatabase } from "../support/database";
import { form } from "../support/form";
import { admin, viewersOf } from "../support/viewers";

vi.mock("next/headers", () => ({ cookies: async () => new Map(), headers: async () => new Headers() }));

// What is set here holds for everybody who uses the database.
const database = await createDatabase();
process.env.POSTGRES_URL = database.url;

async function scene() {
  const cast = await castOf(database.url, process.env.POSTGRES_WS_PROXY);
  onTestFinished(() => cast.pool.end());
  const asRobin = await admin(cast.db);
  onTestFinished(async () => {
    for (const name of ["figures", "search"]) await restoreLimit(asRobin, form({ name }));
  });
  const trail = async () =>
    (
      await cast.db
        .select()
        .from(auditEntries)
        .where(eq(auditEntries.actorId, asRobin.id))
        .orderBy(desc(auditEntries.at))
    )
      .filter(({ kind }) => !kind.startsWith("user."))
      .map(({ kind, actorRole, businessId, subjectId, detail }) => ({
        ...{ kind, actorRole, businessId, subjectId, detail },
      }));
  return { ...cast, ...(await viewersOf(cast)), asRobin, trail };
}

/** What is kept by a process of its own, by a clock that the test moves. */
function processOf({ db }: Pick<Awaited<ReturnType<typeof scene>>, "db">, clock: { ms: number }) {
  return new KeptSettings<SiteSettings>({
    first: { uses: new Map(), off: new Set() },
    read: async () => settingsFrom(await readSettings(db)),
    now: () => clock.ms,
    onFailure: (error) => expect.fail(String(error)),
  });
}

describe("[O2] a limit", () => {
  it("that an admin lowers refuses sooner, from then on, and allows as before once it is taken back", async () => {
    const { asRobin, trail } = await scene();
    const { to } = await changeLimit(asRobin, form({ name: "figures", uses: "6" }));
    expect(to).toBe("/admin/limits?done=limit&name=figures");
    const caller = randomUUID();
    for (let n = 0; n < 6; n += 1) await limits().use("figures", caller);
    await expect(limits().use("figures", caller)).rejects.toMatchObject({ code: "too-many" });
    const here = randomUUID();
    for (let n = 0; n < 6; n += 1) limits().useHere("figures", here);
    expect(() => limits().useHere("figures", here)).toThrow(expect.objectContaining({ code: "too-many" }));

    await restoreLimit(asRobin, form({ name: "figures" }));
    await limits().use("figures", caller);
    limits().useHere("figures", here);
    const of = {
      kind: "limit.changed",
      ...{ actorRole: "admin", businessId: null, subjectId: "figures" },
    };
    const told = (before: number, after: number) => ({ ...of, detail: { name: "figures", before, after } });
    expect(await trail()).toEqual([told(6, policies.figures.uses), told(policies.figures.uses, 6)]);
  });

  it("is set within its bounds and to nothing else, and what stands is then as before", async () => {
    const { db, asRobin, trail } = await scene();
    const { min, max } = boundsOf("search");
    const guarded = policies["sign-in:account"].uses;
    for (const [name, uses] of [
      ...[min - 1, max + 1, "", "12.5", "-3", "1e2", " 100", "0x40"].map((each) => ["search", String(each)]),
      ["sign-in:account", String(guarded + 1)],
      ["nothing", "10"],
    ])
      await expect(
        changeLimit(asRobin, form({ name: name ?? "", uses: uses ?? "" })),
        `${name} ${uses}`,
      ).rejects.toMatchObject({ code: "bad-command" });
    expect(await readSettings(db)).toEqual([]);
    for (const uses of [min, max])
      expect(await changeLimit(asRobin, form({ name: "search", uses: String(uses) }))).toBeDefined();
    expect(await readSettings(db)).toEqual([{ key: "limit:search", value: max }]);
    // As by default is as if nobody had set it; twice is once.
    for (let n = 0; n < 2; n += 1)
      await changeLimit(asRobin, form({ name: "search", uses: String(policies.search.uses) }));
    expect(await readSettings(db)).toEqual([]);
    expect(await trail()).toHaveLength(3);
  });

  it("is told with who set it, and when; of two who set it at once each is told what they changed", async () => {
    const { db, asRobin, trail } = await scene();
    const all = ["20", "30", "40"];
    await Promise.all(all.map((uses) => changeLimit(asRobin, form({ name: "search", uses }))));
    const [setting] = await settingsWithNames(db);
    expect(setting).toMatchObject({ key: "limit:search", changedBy: "Robin", changedAt: expect.any(Date) });
    const steps = (await trail()).map(({ detail: { before, after } }) => ({ before, after }));
    // Each began where another ended: in whatever order, it is one chain.
    const ends = steps.map(({ after }) => after);
    expect(ends.toSorted()).toEqual([20, 30, 40]);
    expect(steps.map(({ before }) => before).toSorted()).toEqual(
      [policies.search.uses, ...ends.filter((uses) => uses !== setting?.value)].toSorted(),
    );
  });

  it("that is stored by another version is brought into bounds, or passed over", () => {
    const { uses, off } = settingsFrom([
      { key: "limit:search", value: 1 },
      { key: "limit:sign-in:account", value: 1_000 },
      { key: "limit:gone", value: 5 },
      { key: "switch:gone", value: 0 },
      { key: "switch:guests", value: 0 },
    ]);
    expect([[...uses], [...off]]).toEqual([[["search", boundsOf("search").min]], ["guests"]]);
  });

  it("means something, or the database does not take it", async () => {
    const { db } = await scene();
    const by = randomUUID();
    for (const [key, value] of [
      ["limit:search", 0],
      ["switch:guests", 1],
      ["limit:", 5],
      ["anything", 5],
    ] as const)
      await expect(
        db.insert(siteSettings).values({ key, value, changedBy: by }),
        `${key} ${value}`,
      ).rejects.toThrow();
  });
});

describe("[O2] what is set in one process", () => {
  it("is followed by all others within a named time, however often or seldom they are asked", async () => {
    const { db, ...cast } = await scene();
    const clock = { ms: 1_000_000 };
    const [busy, idle] = [processOf({ db }, clock), processOf({ db }, clock)];
    for (const each of [busy, idle]) await each.caughtUp();
    await db.transaction((tx) => changeSetting(tx, { key: "limit:search", value: 20, by: cast.asRobin.id }));
    clock.ms += READ_ANEW_AFTER_MS;
    expect(busy.known.uses.get("search")).toBeUndefined();
    await expect.poll(() => busy.known.uses.get("search")).toBe(20);
    clock.ms += FOLLOWED_WITHIN_MS - READ_ANEW_AFTER_MS;
    await idle.caughtUp();
    expect(idle.known.uses.get("search")).toBe(20);
  });
});

describe("limits and switches", () => {
  it("[S10] are not there for anybody but admins", async () => {
    const { db, asNora, asSam, asMaya, asGuest, asRobin, businessId } = await scene();
    const asked = [
      [changeLimit, form({ name: "search", uses: "20" })],
      [restoreLimit, form({ name: "search" })],
      [setSwitch, form({ name: "guests", is: "off" })],
    ] as const;
    for (const [perform, given] of asked) {
      for (const other of [asNora, asSam, asMaya, asGuest])
        await expect(perform(other, given)).rejects.toMatchObject({ code: "not-found" });
      await expect(perform({ ...asRobin, confinedTo: businessId }, given)).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(perform(null, given)).rejects.toMatchObject({ code: "unauthorized" });
    }
    expect(await readSettings(db)).toEqual([]);
  });
});
