const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** A length of time by its two largest units: `40 sec`, `3 min`, `2 hr 5 min`, `4 days 7 hr`. */
export function durationWords(seconds: number, locale: string): string {
  const said = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(value);
  const both = (large: number, ofLarge: string, small: number, ofSmall: string) =>
    small === 0 ? said(large, ofLarge) : `${said(large, ofLarge)} ${said(small, ofSmall)}`;
  const [minutes, hours] = [Math.round(seconds / MINUTE), Math.round(seconds / HOUR)];
  if (seconds < MINUTE) return said(seconds, "second");
  if (minutes < 60) return said(minutes, "minute");
  if (minutes < 24 * 60) return both(Math.floor(minutes / 60), "hour", minutes % 60, "minute");
  return both(Math.floor(hours / 24), "day", hours % 24, "hour");
}
