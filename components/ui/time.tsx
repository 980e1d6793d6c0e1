"use client";

import { agoOf, clockOf, dayNameOf, fullDateOf, listTimeOf, type Reader } from "./moment";
import { useReader } from "./use-reader";

const forms = { clock: clockOf, day: dayNameOf, list: listTimeOf, ago: agoOf } as const;

/** What the server writes: true everywhere, and taken over by the reader's own words after hydration. */
const SERVER: Reader = { nowMs: 0, locale: "en-GB", timeZone: "UTC" };

interface TimeProps {
  at: string;
  form: keyof typeof forms;
  className?: string;
}

export function Time({ at, form, className = "" }: TimeProps) {
  const reader = useReader();
  if (!reader) {
    // Kept unseen until the reader's time zone is known, so that no clock is seen to change.
    return (
      <time className={`opacity-0 ${className}`} dateTime={at}>
        {form === "day" || form === "ago" ? dayNameOf(at, SERVER) : clockOf(at, SERVER)}
      </time>
    );
  }
  return (
    <time className={className} dateTime={at} title={fullDateOf(at, reader)}>
      {forms[form](at, reader)}
    </time>
  );
}
