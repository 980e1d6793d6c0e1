import { timeZoneOf } from "../../../audit/read";
import { regionalLocale } from "../../../regional-locale";
import { requireViewer } from "../../../viewer";

/** Writes days as whoever looks reads them. */
export async function dayWords(): Promise<(at: Date) => string> {
  const [viewer, locale] = await Promise.all([requireViewer("/inbox/settings/retention"), regionalLocale()]);
  const form = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: await timeZoneOf(viewer) });
  return (at) => form.format(at);
}
