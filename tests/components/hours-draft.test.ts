import { expect, it } from "vitest";
import {
  draftOf,
  hasProblem,
  hoursOf,
  newHoliday,
  newSpan,
  problemOfHolidays,
  problemOfSpans,
} from "@/components/inbox/hours-draft";
import { HOLIDAY_AHEAD_DAYS_MAX } from "@/lib/reception";

const NOW_MS = Date.UTC(2026, 10, 21, 12);
const christmas = { name: "Christmas", from: "2026-12-25", to: "2026-12-26", shifts: [] };
const hours = {
  hours: {
    mon: [["09:00", "12:00"] as const, ["18:00", "24:00"] as const],
    tue: [["00:00", "24:00"] as const],
  },
  holidays: [
    christmas,
    { ...christmas, from: "2027-01-01", to: "2027-01-01", shifts: [["10:00", "02:00"] as const] },
  ],
  timeZone: "Europe/Lisbon",
};
const span = (from: string, to: string) => ({ id: from, from, to });
const holiday = (from: string, to = from, name = "Fair") => ({ ...newHoliday(), name, from, to });

it("becomes what it was made of, by fields that know no 24:00", () => {
  const draft = draftOf(hours);
  expect(draft.week.mon.map(({ to }) => to)).toEqual(["12:00", "00:00"]);
  expect(hoursOf(draft)).toEqual(hours);
  expect(hoursOf(draftOf({ ...hours, hours: null })).hours).toBeNull();
  expect(hoursOf({ ...draft, isShown: false }).hours).toBeNull();
});

it("begins a day with working hours, and what is added with nothing", () => {
  const first = newSpan([]);
  expect([first.from, first.to]).toEqual(["09:00", "17:00"]);
  expect(newSpan([first])).toMatchObject({ from: "", to: "" });
  expect(problemOfSpans([first, newSpan([first])])).toBe("missing");
});

it("knows what is wrong with hours", () => {
  expect(problemOfSpans([span("09:00", "12:00"), span("11:00", "13:00")])).toBe("overlap");
  expect(problemOfSpans([span("18:00", "00:00"), span("20:00", "21:00")])).toBe("overlap");
  expect(problemOfSpans([span("09:00", "12:00"), span("18:00", "00:00")])).toBeUndefined();
});

it("knows what is wrong with holidays", () => {
  const problem = (...holidays: ReturnType<typeof holiday>[]) => problemOfHolidays(holidays, NOW_MS);
  expect(problem(holiday("2026-12-25"), holiday("2026-12-31", "2027-01-01"))).toBeUndefined();
  expect(problem(holiday("2026-12-25", "2026-12-24"))).toBe("wrong");
  expect(problem(holiday("2026-12-25", "2026-12-25", " "))).toBe("wrong");
  expect(problem(newHoliday())).toBe("wrong");
  expect(problem(holiday("2026-12-25"), holiday("2026-12-25"))).toBe("share");
  const ahead = (days: number) => new Date(NOW_MS + days * 86_400_000).toISOString().slice(0, 10);
  expect(problem(holiday(ahead(HOLIDAY_AHEAD_DAYS_MAX - 1)))).toBeUndefined();
  expect(problem(holiday(ahead(HOLIDAY_AHEAD_DAYS_MAX)))).toBe("far");
});

it("has a problem where any of its parts has one that is seen", () => {
  const draft = draftOf(hours);
  expect(hasProblem(draft, NOW_MS)).toBe(false);
  const wrong = { ...draft, week: { ...draft.week, wed: [span("", "")] } };
  expect(hasProblem(wrong, NOW_MS)).toBe(true);
  expect(hasProblem({ ...wrong, isShown: false }, NOW_MS)).toBe(false);
  expect(hasProblem({ ...draft, holidays: [newHoliday()] }, NOW_MS)).toBe(true);
});
