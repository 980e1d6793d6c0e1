import type { ActionResult } from "@/lib/action-result";
import type { Locale } from "@/lib/locale";

/** Whose time zone and language this browser told last, and which. */
const TOLD = "time-zone";

export type TellTimeZone = (asked: { timeZone: string; locale: Locale }) => Promise<ActionResult<unknown>>;

/** Tells the site by which clock somebody goes and in which language they read, once for each. */
export async function tellTimeZone(
  { userId, locale }: { userId: string; locale: Locale },
  tell: TellTimeZone,
  store: Pick<Storage, "getItem" | "setItem">,
): Promise<void> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const told = `${userId} ${timeZone} ${locale}`;
  if (store.getItem(TOLD) === told) return;
  const { ok } = await tell({ timeZone, locale });
  if (ok) store.setItem(TOLD, told);
}
