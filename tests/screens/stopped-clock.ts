const DAY_MS = 24 * 60 * 60_000;
const WEDNESDAY = 3;

/** Twenty-four past ten of the last Wednesday: near enough to now for what counts days, and always the same day. */
export function stoppedAt(): Date {
  const at = new Date();
  at.setUTCHours(10, 24, 0, 0);
  do at.setTime(at.getTime() - DAY_MS);
  while (at.getUTCDay() !== WEDNESDAY);
  return at;
}
