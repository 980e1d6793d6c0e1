import { describe, expect, it } from "vitest";
import { isTimeZone, timeZonesByRegion, timeZonesWith } from "@/lib/time-zone";

describe("time zones by region", () => {
  it("are all there are, each once", () => {
    for (const chosen of ["Europe/Lisbon", "Etc/GMT+5", "US/Pacific"]) {
      const { regions, others } = timeZonesByRegion(chosen);
      const named = regions.flatMap(({ zones }) => zones.map(({ timeZone }) => timeZone));
      expect([...named, ...others].sort()).toEqual(timeZonesWith(chosen));
      expect(others).toEqual(chosen === "Europe/Lisbon" ? ["UTC"] : [chosen, "UTC"].sort());
      expect(named.every(isTimeZone)).toBe(true);
    }
  });

  it("begin by the city, by which they are in order", () => {
    const { regions } = timeZonesByRegion("UTC");
    const cities = regions.find(({ region }) => region === "America")?.zones.map(({ city }) => city) ?? [];
    expect(cities).toContain("New York");
    expect(cities.some((city) => city.endsWith(", Indiana"))).toBe(true);
    expect(cities).toEqual(cities.toSorted((one, other) => one.localeCompare(other, "en")));
  });
});
