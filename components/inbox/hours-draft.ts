import { v7 as newId } from "uuid";
import {
  dayOf,
  type Holiday,
  type Shift,
  WEEKDAYS,
  type Weekday,
  type WeeklyHours,
} from "@/lib/opening-hours";
import {
  HOLIDAY_AHEAD_DAYS_MAX,
  isClockTime,
  isDate,
  overlap,
  type Reception,
  shareDays,
} from "@/lib/reception";

/** A shift as it is being written: both times may be missing still. */
export interface Span {
  id: string;
  from: string;
  to: string;
}

export interface HolidayDraft extends Pick<Holiday, "name" | "from" | "to"> {
  id: string;
  spans: Span[];
}

/** The hours of a business as its owner writes them. */
export interface HoursDraft {
  isShown: boolean;
  timeZone: string;
  week: Record<Weekday, Span[]>;
  holidays: HolidayDraft[];
}

export type Hours = Pick<Reception, "hours" | "holidays" | "timeZone">;
export type SpansProblem = "missing" | "overlap";
export type HolidaysProblem = "wrong" | "far" | "share";

export function draftOf({ hours, holidays, timeZone }: Hours): HoursDraft {
  const week = (day: Weekday) => (hours?.[day] ?? []).map(spanOf);
  return {
    ...{ timeZone, isShown: hours !== null },
    week: {
      ...{ mon: week("mon"), tue: week("tue"), wed: week("wed"), thu: week("thu") },
      ...{ fri: week("fri"), sat: week("sat"), sun: week("sun") },
    },
    holidays: holidays.map(({ shifts, name, from, to }) => ({
      ...{ id: newId(), name, from, to, spans: shifts.map(spanOf) },
    })),
  };
}

export function hoursOf({ isShown, timeZone, week, holidays }: HoursDraft): Hours {
  const entries = WEEKDAYS.filter((day) => week[day].length > 0).map((day) => [day, week[day].map(shiftOf)]);
  const hours: WeeklyHours = Object.fromEntries(entries);
  return {
    ...{ timeZone, hours: isShown ? hours : null },
    holidays: holidays.map(({ name, from, to, spans }) => ({
      ...{ name: name.trim(), from, to, shifts: spans.map(shiftOf) },
    })),
  };
}

/** The first shift of a day is likely to be a working day. */
export function newSpan(spans: Span[]): Span {
  const times = spans.length === 0 ? { from: "09:00", to: "17:00" } : { from: "", to: "" };
  return { id: newId(), ...times };
}

export function newHoliday(): HolidayDraft {
  return { id: newId(), name: "", from: "", to: "", spans: [] };
}

export function problemOfSpans(spans: Span[]): SpansProblem | undefined {
  if (spans.some(({ from, to }) => !isClockTime(from) || !isClockTime(to))) return "missing";
  return overlap(spans.map(shiftOf)) ? "overlap" : undefined;
}

export function problemOfHolidays(holidays: HolidayDraft[], nowMs: number): HolidaysProblem | undefined {
  if (holidays.some((each) => !isComplete(each))) return "wrong";
  const last = Math.floor(nowMs / 86_400_000) + HOLIDAY_AHEAD_DAYS_MAX;
  if (holidays.some(({ to }) => dayOf(to) >= last)) return "far";
  return shareDays(holidays) ? "share" : undefined;
}

export function isComplete({ name, from, to }: HolidayDraft): boolean {
  return name.trim() !== "" && isDate(from) && isDate(to) && from <= to;
}

export function hasProblem({ isShown, week, holidays }: HoursDraft, nowMs: number): boolean {
  const days = isShown ? WEEKDAYS.map((day) => week[day]) : [];
  const spans = [...days, ...holidays.map((holiday) => holiday.spans)];
  return spans.some(problemOfSpans) || problemOfHolidays(holidays, nowMs) !== undefined;
}

/** A field for a time knows no `24:00`. */
function spanOf([from, to]: Shift): Span {
  return { id: newId(), from, to: to === "24:00" ? "00:00" : to };
}

function shiftOf({ from, to }: Span): Shift {
  return [from, to === "00:00" ? "24:00" : to];
}
