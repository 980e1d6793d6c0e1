import { localDay, weekdayOf } from "@/lib/opening-hours";
import { replySpan } from "@/lib/reply-span";
import { hourOf, type Responsiveness, WINDOW_WEEKS } from "@/lib/responsiveness";
import { regionalLocale } from "../regional-locale";
import { words } from "../words";
import { clockWords } from "./opening-words";
import { weekdayNames } from "./week-words";

export interface ReplyWords {
  usually: string;
  /** What nine of ten have to expect, and what all of that is measured by; nothing where nothing can be told. */
  more: string[];
}

const HOUR_MS = 60 * 60 * 1000;

/** How soon a business answers whoever writes now, said no better than it is. */
export async function responsivenessWords(
  told: Responsiveness | null,
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<ReplyWords> {
  const t = await words("profile");
  if (!told) return { usually: t("reply.unknown"), more: [] };
  const { median, ninetieth, waits: count } = told;
  const [half, most] = [await spanWords(median.seconds), await spanWords(ninetieth.seconds)];
  const soon = half ? t("reply.usually", { time: half }) : t("reply.atOnce");
  const within = most ? t("reply.ninetieth", { time: most }) : t("reply.ninetiethAtOnce");
  return {
    usually: median.isAtLeast && half ? t("reply.atLeast", { time: half }) : soon,
    more: [
      ninetieth.isAtLeast && most ? t("reply.ninetiethAtLeast", { time: most }) : within,
      told.of === "week"
        ? t("reply.ofWeek", { count, weeks: WINDOW_WEEKS })
        : t("reply.ofHour", { count, weeks: WINDOW_WEEKS, ...(await hourWords(timeZone, now)) }),
    ],
  };
}

async function spanWords(seconds: number): Promise<string | null> {
  const span = replySpan(seconds);
  const style = { style: "unit", unitDisplay: "long" } as const;
  return (
    span && new Intl.NumberFormat(await regionalLocale(), { ...style, unit: span.unit }).format(span.count)
  );
}

/** Which hour of the week it is there. */
async function hourWords(timeZone: string, now: Date) {
  const locale = await regionalLocale();
  const hour = hourOf(now, timeZone);
  const at = (ofDay: number) => clockWords(new Date(ofDay * HOUR_MS), { locale, timeZone: "UTC" });
  return {
    day: (await weekdayNames())[weekdayOf(localDay(now, timeZone))],
    ...{ from: at(hour), to: at(hour + 1) },
  };
}
