import { regionalLocale } from "../../regional-locale";

/** Writes moments as admins read them: by the clock of UTC, which is everybody's and needs no script. */
export async function clockOfAdmins(): Promise<(at: Date) => string> {
  const form = new Intl.DateTimeFormat(await regionalLocale(), {
    ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC", timeZoneName: "short" },
  });
  return (at) => form.format(at);
}

/** The same with the day, for what may be long ago. */
export async function momentOfAdmins(): Promise<(at: Date) => string> {
  const form = new Intl.DateTimeFormat(await regionalLocale(), {
    ...{ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
    ...{ hourCycle: "h23", timeZone: "UTC", timeZoneName: "short" },
  });
  return (at) => form.format(at);
}
