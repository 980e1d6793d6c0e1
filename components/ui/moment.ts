/** How moments are written. Pure: where and when the reader is, is passed in. */
export interface Reader {
  nowMs: number;
  locale: string;
  timeZone: string;
}

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MS = 86_400_000;

/** `14:05` */
export function clockOf(at: string, { locale, timeZone }: Reader): string {
  return formatOf(locale, timeZone, { timeStyle: "short" }).format(new Date(at));
}

/** `Saturday 21 November 2026 at 14:05` */
export function fullDateOf(at: string, { locale, timeZone }: Reader): string {
  return formatOf(locale, timeZone, { dateStyle: "full", timeStyle: "short" }).format(new Date(at));
}

/** `Today`, `Yesterday`, `Saturday 21 November` */
export function dayNameOf(at: string, reader: Reader): string {
  const days = daysAgo(at, reader);
  if (days === 0 || days === 1) return nearDayOf(days, reader);
  return dateOf(at, reader, { weekday: "long", day: "numeric", month: "long" });
}

/** As short as a list needs: the clock today, the weekday this week, else the date. */
export function listTimeOf(at: string, reader: Reader): string {
  const days = daysAgo(at, reader);
  if (days <= 0) return clockOf(at, reader);
  if (days === 1) return nearDayOf(days, reader);
  if (days < 7) return dateOf(at, reader, { weekday: "short" });
  return dateOf(at, reader, { day: "numeric", month: "short" });
}

/** When something will be: the clock today, the weekday with it this week, else the date. */
export function comingOf(at: string, reader: Reader): string {
  const days = -daysAgo(at, reader);
  if (days <= 0 && days > -1) return clockOf(at, reader);
  if (days > 0 && days < 7)
    return dateOf(at, reader, { weekday: "short", hour: "numeric", minute: "2-digit" });
  return dateOf(at, reader, { day: "numeric", month: "short" });
}

/** `1 min ago`, `3 hr ago`, `yesterday`, `5 days ago`, `2 weeks ago`: fits into a sentence. */
export function agoOf(at: string, reader: Reader): string {
  const { nowMs, locale } = reader;
  const minutes = Math.max(1, Math.floor((nowMs - Date.parse(at)) / MINUTE_MS));
  const days = daysAgo(at, reader);
  if (minutes < HOUR_MINUTES) return agoFormatOf(locale, "short").format(-minutes, "minute");
  if (days <= 0 || minutes < 6 * HOUR_MINUTES)
    return agoFormatOf(locale, "short").format(-Math.floor(minutes / HOUR_MINUTES), "hour");
  const long = agoFormatOf(locale, "long");
  if (days < 7) return long.format(-days, "day");
  if (days < 30) return long.format(-Math.floor(days / 7), "week");
  if (days < 365) return long.format(-Math.floor(days / 30), "month");
  return long.format(-Math.floor(days / 365), "year");
}

/** A day as `2026-11-21`, where the reader is. */
export function dayOf(at: string | number, timeZone: string): string {
  return formatOf("en-CA", timeZone, { year: "numeric", month: "2-digit", day: "2-digit" }).format(
    new Date(at),
  );
}

/** The year is only said where it is another one. */
function dateOf(at: string, { nowMs, locale, timeZone }: Reader, parts: Intl.DateTimeFormatOptions): string {
  const isThisYear = dayOf(at, timeZone).slice(0, 4) === dayOf(nowMs, timeZone).slice(0, 4);
  const options = isThisYear ? parts : { ...parts, year: "numeric" as const };
  return formatOf(locale, timeZone, options).format(new Date(at));
}

/** "Today" and "yesterday", standing alone. */
function nearDayOf(daysAgo: number, { locale }: Reader): string {
  const [first = "", ...rest] = agoFormatOf(locale, "long").format(-daysAgo, "day");
  return first.toLocaleUpperCase(locale) + rest.join("");
}

function daysAgo(at: string, { nowMs, timeZone }: Reader): number {
  return Math.round((Date.parse(dayOf(nowMs, timeZone)) - Date.parse(dayOf(at, timeZone))) / DAY_MS);
}

/** Making a format costs a hundred times what using it does; there are a handful per reader. */
const formats = new Map<string, Intl.DateTimeFormat>();
const agoFormats = new Map<string, Intl.RelativeTimeFormat>();
const FORMATS_MAX = 200;

function formatOf(
  locale: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`;
  return kept(formats, key, () => new Intl.DateTimeFormat(locale, { ...options, timeZone }));
}

function agoFormatOf(locale: string, style: "long" | "short"): Intl.RelativeTimeFormat {
  return kept(
    agoFormats,
    `${locale} ${style}`,
    () => new Intl.RelativeTimeFormat(locale, { style, numeric: "auto" }),
  );
}

function kept<Value>(all: Map<string, Value>, key: string, make: () => Value): Value {
  const known = all.get(key);
  if (known) return known;
  if (all.size >= FORMATS_MAX) all.clear();
  const made = make();
  all.set(key, made);
  return made;
}
