"use client";

import { useReader } from "../ui/use-reader";

interface YourTimeProps {
  at: string;
  /** By whose clock it is said already. */
  timeZone: string;
  words: string;
}

/** The same moment by the reader's own clock, where that shows something else. */
export function YourTime({ at, timeZone, words }: YourTimeProps) {
  const reader = useReader();
  if (!reader) return null;
  const clockIn = (zone: string) =>
    new Intl.DateTimeFormat(reader.locale, {
      ...({ weekday: "short", hour: "numeric", minute: "2-digit" } as const),
      timeZone: zone,
    }).format(Date.parse(at));
  const own = clockIn(reader.timeZone);
  return own === clockIn(timeZone) ? null : ` (${words} ${own})`;
}
