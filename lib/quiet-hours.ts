import { openState, WEEKDAYS } from "./opening-hours";

/** Between when by somebody's clock nothing is to ring: `HH:MM`, over midnight where the end is not after the beginning. */
export interface QuietHours {
  from: string;
  until: string;
  /** IANA name of where their clock hangs. */
  timeZone: string;
}

/** When it is over; `null` where it is not quiet now. */
export function quietUntil({ from, until, timeZone }: QuietHours, now: Date): Date | null {
  const hours = Object.fromEntries(WEEKDAYS.map((day) => [day, [[from, until] as const]]));
  const { isOpen, changesAt } = openState({ hours, timeZone }, now);
  return isOpen ? changesAt : null;
}
