import type { ReplyTime } from "@/db/reply-time";
import { replySpan } from "@/lib/reply-span";
import { regionalLocale } from "../regional-locale";
import { words } from "../words";

/** How soon a business usually answers, and what that is measured by. */
export async function replyWords({ medianSeconds, waits }: ReplyTime) {
  const t = await words("profile");
  const span = replySpan(medianSeconds);
  const sample = t("reply.sample", { count: waits });
  if (!span) return { usually: t("reply.atOnce"), sample };
  const style = { style: "unit", unit: span.unit, unitDisplay: "long" } as const;
  const time = new Intl.NumberFormat(await regionalLocale(), style).format(span.count);
  return { usually: t("reply.usually", { time }), sample };
}
