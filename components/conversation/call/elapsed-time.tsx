"use client";

import { useEffect, useState } from "react";
import { useLocale } from "use-intl/react";

/** `4:05`, running. Not read out: a number that changes every second would drown everything else. */
export function ElapsedTime({ sinceMs }: { sinceMs: number }) {
  const locale = useLocale();
  const [nowMs, setNowMs] = useState(sinceMs);
  useEffect(() => {
    const tick = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(tick);
  }, []);
  const seconds = Math.max(0, Math.floor((nowMs - sinceMs) / 1000));
  const digits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  return (
    <p className="text-sm text-ink-soft tabular-nums" role="timer">
      <bdi>{`${Math.floor(seconds / 60).toLocaleString(locale)}:${digits.format(seconds % 60)}`}</bdi>
    </p>
  );
}
