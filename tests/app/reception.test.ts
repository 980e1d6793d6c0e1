import { expect, it } from "vitest";
import { setHours, setTexts } from "@/app/inbox/reception";
import { receptionOf } from "@/db/reception";
import type { Holiday, Shift } from "@/lib/opening-hours";
import {
  AWAY_TEXT_LENGTH_MAX,
  GREETING_LENGTH_MAX,
  HOLIDAY_AHEAD_DAYS_MAX,
  HOLIDAY_NAME_LENGTH_MAX,
  HOLIDAYS_MAX,
  SHIFTS_PER_DAY_MAX,
} from "@/lib/reception";
import { castOfSite } from "../support/viewers";

const christmas: Holiday = { name: "Christmas", from: "2026-12-25", to: "2026-12-26", shifts: [] };
const hours = { mon: [["09:00", "12:00"] as const, ["18:00", "02:00"] as const] };
const asked = { hours, holidays: [christmas], timeZone: "Europe/Lisbon" };

const dateIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

it("is set by an owner: hours with a clock and holidays, and what is said", async () => {
  const { asNora, businessId, db } = await castOfSite();
  await setHours(asNora, { businessId, ...asked });
  await setTexts(asNora, { businessId, greeting: "  Hello!\nHow can we help? ", awayText: "Back soon" });
  expect(await receptionOf(db, businessId)).toEqual({
    ...asked,
    ...{ greeting: "Hello!\nHow can we help?", awayText: "Back soon" },
  });
  await setHours(asNora, { businessId, hours: null, holidays: [], timeZone: "UTC" });
  expect(await receptionOf(db, businessId)).toMatchObject({ hours: null, holidays: [], timeZone: "UTC" });
});

it("[S04] is set by no agent, no customer, and nobody of another business", async () => {
  const [{ asSam, asMaya, businessId, db }, elsewhere] = [await castOfSite(), await castOfSite()];
  for (const [who, code] of [
    [asSam, "forbidden"],
    [asMaya, "not-found"],
    [elsewhere.asNora, "not-found"],
    [null, "unauthorized"],
  ] as const) {
    await expect(setHours(who, { businessId, ...asked })).rejects.toMatchObject({ code });
    await expect(setTexts(who, { businessId, greeting: "Mine", awayText: "" })).rejects.toMatchObject({
      code,
    });
  }
  expect(await receptionOf(db, businessId)).toMatchObject({ hours: null, holidays: [], greeting: "" });
});

it("takes up to so much of everything, and nothing past it", async () => {
  const { asNora, businessId } = await castOfSite();
  const set = (changes: object) => setHours(asNora, { businessId, ...asked, ...changes });
  const say = (changes: object) => setTexts(asNora, { businessId, greeting: "", awayText: "", ...changes });
  const shifts = (count: number) =>
    Array.from({ length: count }, (_, n): Shift => [`${10 + n}:00`, `${10 + n}:30`]);
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ ...christmas, from: dateIn(n), to: dateIn(n) }));
  const named = (length: number) => [{ ...christmas, name: "x".repeat(length) }];
  const until = (days: number) => [{ ...christmas, from: dateIn(1), to: dateIn(days) }];

  await set({ hours: { sun: shifts(SHIFTS_PER_DAY_MAX) } });
  await set({ holidays: many(HOLIDAYS_MAX) });
  await set({ holidays: named(HOLIDAY_NAME_LENGTH_MAX) });
  await set({ holidays: until(HOLIDAY_AHEAD_DAYS_MAX - 1) });
  await say({ greeting: "x".repeat(GREETING_LENGTH_MAX), awayText: "x".repeat(AWAY_TEXT_LENGTH_MAX) });
  for (const refused of [
    () => set({ hours: { sun: shifts(SHIFTS_PER_DAY_MAX + 1) } }),
    () => set({ holidays: many(HOLIDAYS_MAX + 1) }),
    () => set({ holidays: named(HOLIDAY_NAME_LENGTH_MAX + 1) }),
    () => set({ holidays: until(HOLIDAY_AHEAD_DAYS_MAX + 2) }),
    () => say({ greeting: "x".repeat(GREETING_LENGTH_MAX + 1) }),
    () => say({ awayText: "x".repeat(AWAY_TEXT_LENGTH_MAX + 1) }),
  ])
    await expect(refused()).rejects.toMatchObject({ code: "bad-command" });
});

it("is refused where it is none: no such time, day or place, what overlaps, and names in disguise", async () => {
  const { asNora, businessId, db } = await castOfSite();
  for (const changes of [
    { hours: { mon: [["9:00", "12:00"]] } },
    { hours: { mon: [["24:00", "12:00"]] } },
    { hours: { monday: [] } },
    {
      hours: {
        mon: [
          ["09:00", "12:00"],
          ["11:00", "13:00"],
        ],
      },
    },
    { timeZone: "Europe/Atlantis" },
    { timeZone: "+01:00" },
    { holidays: [{ ...christmas, from: "2026-12-27" }] },
    { holidays: [{ ...christmas, to: "2026-02-30" }] },
    { holidays: [{ ...christmas, name: " " }] },
    { holidays: [{ ...christmas, name: "Christ\u202emas" }] },
    { holidays: [christmas, { ...christmas, name: "Again" }] },
    { holidays: [{ ...christmas, extra: 1 }] },
  ])
    await expect(setHours(asNora, { businessId, ...asked, ...changes })).rejects.toMatchObject({
      code: "bad-command",
    });
  await expect(setTexts(asNora, { businessId, greeting: "\u0000", awayText: "" })).rejects.toMatchObject({
    code: "bad-command",
  });
  expect(await receptionOf(db, businessId)).toMatchObject({ hours: null, holidays: [] });
});
