import { instantOf, localDay, weekdayOf } from "./opening-hours";
import { SNOOZED_FOR_MAX_MS } from "./work";

const HOUR_MS = 60 * 60 * 1000;
const MORNING_MINUTES = 9 * 60;

export interface SnoozeChoice {
  name: "later" | "tomorrow" | "week";
  until: string;
}

/** Until when most is put aside, by the clock of the business. */
export function snoozeChoices(nowMs: number, timeZone: string): SnoozeChoice[] {
  const today = localDay(new Date(nowMs), timeZone);
  const days = [1, 2, 3, 4, 5, 6, 7].map((ahead) => today + ahead);
  const monday = days.find((day) => weekdayOf(day) === "mon") ?? today + 7;
  const morningOf = (day: number) => new Date(instantOf(day, MORNING_MINUTES, timeZone)).toISOString();
  return [
    { name: "later", until: new Date(nowMs + 3 * HOUR_MS).toISOString() },
    { name: "tomorrow", until: morningOf(today + 1) },
    { name: "week", until: morningOf(monday) },
  ];
}

const WALL = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/;
const DAY_MS = 24 * HOUR_MS;

/** When a clock of the business shows `2026-11-23T09:00`; nothing where that is past, too far ahead, or no time. */
export function snoozeAt(
  wall: string,
  { timeZone, nowMs, withinMs = SNOOZED_FOR_MAX_MS }: { timeZone: string; nowMs: number; withinMs?: number },
): string | null {
  const [, date = "", hours, minutes] = WALL.exec(wall) ?? [];
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  if (Number.isNaN(day)) return null;
  const atMs = instantOf(day, Number(hours) * 60 + Number(minutes), timeZone);
  return atMs > nowMs && atMs <= nowMs + withinMs ? new Date(atMs).toISOString() : null;
}
