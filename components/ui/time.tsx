"use client";

import { useLocale } from "use-intl/react";
import { agoOf, clockOf, comingOf, dayNameOf, fullDateOf, listTimeOf } from "./moment";
import { useReader } from "./use-reader";

const forms = { clock: clockOf, day: dayNameOf, list: listTimeOf, coming: comingOf, ago: agoOf } as const;

interface TimeProps {
  at: string;
  form: keyof typeof forms;
  className?: string;
  /** Whether a screen reader, too, is told the full date. */
  isExact?: boolean;
}

export function Time({ at, form, className = "", isExact = false }: TimeProps) {
  const reader = useReader();
  const language = useLocale();
  if (!reader) {
    // Kept unseen until the reader's time zone is known, so that no clock is seen to change.
    const server = { nowMs: 0, locale: language, timeZone: "UTC" };
    return (
      <time className={`whitespace-nowrap opacity-0 ${className}`} dateTime={at} suppressHydrationWarning>
        {form === "day" || form === "ago" ? dayNameOf(at, server) : clockOf(at, server)}
      </time>
    );
  }
  const full = fullDateOf(at, reader);
  const words = forms[form](at, reader);
  return (
    <time className={className} dateTime={at} title={full}>
      {isExact ? (
        <>
          <span aria-hidden="true">{words}</span>
          <span className="sr-only">{full}</span>
        </>
      ) : (
        words
      )}
    </time>
  );
}
