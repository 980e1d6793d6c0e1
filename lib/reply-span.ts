export interface ReplySpan {
  unit: "minute" | "hour" | "day";
  count: number;
}

const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** How long an answer takes, as people say it, and never shorter than it was; `null` for under a minute. */
export function replySpan(seconds: number): ReplySpan | null {
  const minutes = Math.ceil(seconds / 60);
  if (seconds < 60) return null;
  else if (minutes <= 10) return { unit: "minute", count: minutes };
  else if (minutes <= HOUR_MINUTES - 5) return { unit: "minute", count: Math.ceil(minutes / 5) * 5 };
  else if (minutes <= DAY_MINUTES - HOUR_MINUTES)
    return { unit: "hour", count: Math.ceil(minutes / HOUR_MINUTES) };
  else return { unit: "day", count: Math.ceil(minutes / DAY_MINUTES) };
}
