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

const regions = [
  ...(["Africa", "America", "Antarctica", "Arctic", "Asia"] as const),
  ...(["Atlantic", "Australia", "Europe", "Indian", "Pacific"] as const),
];
type Region = (typeof regions)[number];

/** The same by the parts of the world where they are, each by its city: `Knox, Indiana`; and those of none. */
export function timeZonesByRegion(chosen: string): {
  regions: { region: Region; zones: { timeZone: string; city: string }[] }[];
  others: string[];
} {
  const all = timeZonesWith(chosen);
  const isIn = (region: Region) => (timeZone: string) => timeZone.startsWith(`${region}/`);
  return {
    regions: regions.map((region) => ({
      region,
      zones: all
        .filter(isIn(region))
        .map((timeZone) => ({ timeZone, city: cityOf(timeZone) }))
        .sort((one, other) => one.city.localeCompare(other.city, "en")),
    })),
    others: all.filter((timeZone) => !regions.some((region) => isIn(region)(timeZone))),
  };
}

function cityOf(timeZone: string): string {
  return zoneName(timeZone).split("/").slice(1).reverse().join(", ");
}

/** As people write it: `America/New York`. */
export function zoneName(timeZone: string): string {
  return timeZone.replaceAll("_", " ");
}
