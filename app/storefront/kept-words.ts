import { messageDaysOf } from "@/db/retention";
import { db } from "../database";
import { words } from "../words";

/** How long a business keeps what is written to it; nothing where it keeps it for ever. */
export async function keptWords(businessId: string): Promise<string | null> {
  const [t, days] = await Promise.all([words("retention"), messageDaysOf(db(), [businessId])]);
  const kept = days.get(businessId);
  return kept === undefined ? null : t("customer", { days: kept });
}
