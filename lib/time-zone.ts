const TIME_ZONE_LENGTH_MAX = 64;

/** Whether it is the name of a place's clock; what only says how far it is from UTC knows no summer. */
export function isTimeZone(name: string): boolean {
  if (name.length > TIME_ZONE_LENGTH_MAX || !/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** All that can be chosen, and the one that is. */
export function timeZonesWith(chosen: string): string[] {
  return [...new Set(["UTC", chosen, ...Intl.supportedValuesOf("timeZone")])].sort();
}

/** As people write it: `America/New York`. */
export function zoneName(timeZone: string): string {
  return timeZone.replaceAll("_", " ");
}
