"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { WEEKDAYS, type Weekday } from "@/lib/opening-hours";
import { HolidaysField } from "./holidays-field";
import { draftOf, type Hours, type HoursDraft, hasProblem, hoursOf, problemOfHolidays } from "./hours-draft";
import { SpansField, timeFieldClass } from "./spans-field";
import { useSaving } from "./use-saving";

interface HoursSettingsProps {
  businessId: string;
  hours: Hours;
  /** What the days are called. */
  days: Record<Weekday, string>;
  /** Every place that has a clock. */
  timeZones: string[];
  set: (asked: Hours & { businessId: string }) => Promise<ActionResult<unknown>>;
}

/** When a business is there: week by week, and on days that are not like others. */
export function HoursSettings({ businessId, hours, days, timeZones, set }: HoursSettingsProps) {
  const t = useTranslations("reception");
  const zoneId = useId();
  const headingId = useId();
  const [draft, setDraft] = useState(() => draftOf(hours));
  const [saved, setSaved] = useState(draft);
  const [isChecked, setChecked] = useState(false);
  const change = (changes: Partial<HoursDraft>) => setDraft({ ...draft, ...changes });

  const { save, end } = useSaving({
    ask: (next: HoursDraft) => set({ businessId, ...hoursOf(next) }),
    onKept: setSaved,
    onUndo: setDraft,
  });

  function submit() {
    const isWrong = hasProblem(draft, Date.now());
    setChecked(isWrong);
    if (!isWrong) save(draft, saved);
  }

  return (
    <section aria-labelledby={headingId}>
      <h2 className="font-display text-xl" id={headingId}>
        {t("hours.title")}
      </h2>
      <p className="mt-1 mb-3 text-sm text-ink-soft">{t("hours.advice")}</p>
      <form
        className="space-y-6"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label className="flex min-h-10 items-center gap-3 font-medium">
          <input
            checked={draft.isShown}
            className="size-5 accent-pine"
            onChange={({ target }) => change({ isShown: target.checked })}
            type="checkbox"
          />
          {t("hours.shown")}
        </label>
        {draft.isShown && (
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface px-4">
            {WEEKDAYS.map((day) => (
              <li className="gap-4 py-2 sm:flex" key={day}>
                <p className="flex min-h-10 w-28 shrink-0 items-center font-medium first-letter:uppercase">
                  {days[day]}
                </p>
                <SpansField
                  day={days[day]}
                  isChecked={isChecked}
                  onChange={(spans) => change({ week: { ...draft.week, [day]: spans } })}
                  spans={draft.week[day]}
                />
              </li>
            ))}
          </ul>
        )}
        <div>
          <label className="mb-1.5 block text-sm font-medium" htmlFor={zoneId}>
            {t("hours.zone")}
          </label>
          <select
            className={`${timeFieldClass} w-full max-w-sm`}
            id={zoneId}
            onChange={({ target }) => change({ timeZone: target.value })}
            value={draft.timeZone}
          >
            {timeZones.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </select>
        </div>
        <HolidaysField
          holidays={draft.holidays}
          isChecked={isChecked}
          onChange={(holidays) => change({ holidays })}
          problem={isChecked ? problemOfHolidays(draft.holidays, Date.now()) : undefined}
        />
        {end}
      </form>
    </section>
  );
}
