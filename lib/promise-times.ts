const HOUR_MS = 60 * 60 * 1000;
const MORNING = 9;
const EVENING = 17;

export type PromiseTime = "hour" | "today" | "tomorrow" | "days";

/** Moments by which people say that they will have done something, in the zone of this process; none is in the past. */
export function promiseTimes(nowMs: number): { key: PromiseTime; at: Date }[] {
  const times: { key: PromiseTime; at: Date }[] = [
    { key: "hour", at: new Date(nowMs + HOUR_MS) },
    { key: "today", at: dayAt(nowMs, 0, EVENING) },
    { key: "tomorrow", at: dayAt(nowMs, 1, MORNING) },
    { key: "days", at: dayAt(nowMs, 3, EVENING) },
  ];
  return times.filter(({ key, at }) => key !== "today" || at.getTime() > nowMs + HOUR_MS);
}

function dayAt(nowMs: number, days: number, hour: number): Date {
  const at = new Date(nowMs);
  at.setDate(at.getDate() + days);
  at.setHours(hour, 0, 0, 0);
  return at;
}

/** As a field for a date and a time takes it, in the zone of this process. */
export function localMinute(at: Date): string {
  const padded = (part: number) => String(part).padStart(2, "0");
  const day = [at.getFullYear(), padded(at.getMonth() + 1), padded(at.getDate())].join("-");
  return `${day}T${padded(at.getHours())}:${padded(at.getMinutes())}`;
}
