import { words } from "../../words";

const MINUTE_MS = 60_000;
const MINUTES_OF_HOUR = 60;

/** Says how many uses there are in which time. */
export async function windowIn(): Promise<(uses: number, windowMs: number) => string> {
  const t = await words("limits");
  return (uses, windowMs) => {
    const minutes = windowMs / MINUTE_MS;
    return minutes % MINUTES_OF_HOUR === 0
      ? t("inHours", { uses, count: minutes / MINUTES_OF_HOUR })
      : t("inMinutes", { uses, count: minutes });
  };
}
