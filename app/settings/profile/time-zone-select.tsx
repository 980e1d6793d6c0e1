import { timeZonesByRegion, zoneName } from "@/lib/time-zone";
import { words } from "../../words";

interface TimeZoneSelectProps {
  chosen: string | null;
  /** As the browser said last. */
  ofDevice: string | null;
}

/** All clocks by their cities, which are found by typing how they begin; or that of the device. */
export async function TimeZoneSelect({ chosen, ofDevice }: TimeZoneSelectProps) {
  const t = await words("person");
  const { regions, others } = timeZonesByRegion(chosen ?? "UTC");
  return (
    <label className="block text-sm text-ink-soft">
      {t("profile.clock")}
      <select
        className="mt-1 block h-11 w-full max-w-sm rounded-md border border-line-strong bg-surface px-2 text-base text-ink"
        defaultValue={chosen ?? ""}
        key={chosen}
        name="timeZone"
      >
        <option value="">
          {ofDevice === null ? t("profile.ofDevice") : t("profile.ofDeviceNow", { zone: zoneName(ofDevice) })}
        </option>
        {regions.map(({ region, zones }) => (
          <optgroup key={region} label={t(`profile.regions.${region}`)}>
            {zones.map(({ timeZone, city }) => (
              <option key={timeZone} value={timeZone}>
                {city}
              </option>
            ))}
          </optgroup>
        ))}
        {others.map((timeZone) => (
          <option key={timeZone} value={timeZone}>
            {zoneName(timeZone)}
          </option>
        ))}
      </select>
    </label>
  );
}
