import { cache } from "react";
import { notificationSettingsOf } from "@/db/users";
import { db } from "../database";
import { regionalLocale } from "../regional-locale";
import { viewer } from "../viewer";

/** A moment by the admin's own clock, which no script has to put right. */
export async function When({ at }: { at: Date }) {
  const written = (await format()).format(at);
  return (
    <time dateTime={at.toISOString()} suppressHydrationWarning title={written}>
      {written}
    </time>
  );
}

const format = cache(async () => {
  const [who, locale] = await Promise.all([viewer(), regionalLocale()]);
  const known = who && (await notificationSettingsOf(db(), who.id));
  const timeZone = known?.timeZone ?? "UTC";
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
});
