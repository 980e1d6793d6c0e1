/** How moments are written. Pure: where and when the reader is, is passed in. */
export interface Reader {
  nowMs: number;
  locale: string;
  timeZone: string;
}

const DAY_MS = 86_400_000;

/** `14:05` */
export function clockOf(at: string, { locale, timeZone }: Reader): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone }).format(
    new Date(at),
  );
}

/** `Saturday 21 November 2026 at 14:05` */
export function fullDateOf(at: string, { locale, timeZone }: Reader): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short", timeZone }).format(
    new Date(at),
  );
}

/** `Today`, `Yesterday`, `Saturday 21 November` */
export function dayNameOf(at: string, reader: Reader): string {
  const days = daysAgo(at, reader);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return dateOf(at, reader, { weekday: "long", day: "numeric", month: "long" });
}

/** As short as a list needs: the clock today, the weekday this week, else the date. */
export function listTimeOf(at: string, reader: Reader): string {
  const days = daysAgo(at, reader);
  if (days <= 0) return clockOf(at, reader);
  if (days === 1) return "Yesterday";
  if (days < 7) return dateOf(at, reader, { weekday: "short" });
  return dateOf(at, reader, { day: "numeric", month: "short" });
}

/** `just now`, `5 min ago`, `3 h ago`, `yesterday`, `on 21 November` */
export function agoOf(at: string, reader: Reader): string {
  const minutes = Math.floor((reader.nowMs - Date.parse(at)) / 60_000);
  const days = daysAgo(at, reader);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (days <= 0 || minutes < 6 * 60) return `${Math.floor(minutes / 60)} h ago`;
  if (days === 1) return "yesterday";
  return `on ${dateOf(at, reader, { day: "numeric", month: "long" })}`;
}

/** A day as `2026-11-21`, where the reader is. */
export function dayOf(at: string | number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    timeZone,
  }).format(new Date(at));
}

/** The year is only said where it is another one. */
function dateOf(at: string, { nowMs, locale, timeZone }: Reader, parts: Intl.DateTimeFormatOptions): string {
  const isThisYear = dayOf(at, timeZone).slice(0, 4) === dayOf(nowMs, timeZone).slice(0, 4);
  const options = isThisYear ? { ...parts, timeZone } : { ...parts, timeZone, year: "numeric" as const };
  return new Intl.DateTimeFormat(locale, options).format(new Date(at));
}

function daysAgo(at: string, { nowMs, timeZone }: Reader): number {
  return Math.round((Date.parse(dayOf(nowMs, timeZone)) - Date.parse(dayOf(at, timeZone))) / DAY_MS);
}
