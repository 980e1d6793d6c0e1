import type { ActionResult } from "@/lib/action-result";

/** Whose time zone this browser told last, and which. */
const TOLD = "time-zone";

export type TellTimeZone = (asked: { timeZone: string }) => Promise<ActionResult<unknown>>;

/** Tells the site by which clock somebody goes, once for each clock. */
export async function tellTimeZone(
  userId: string,
  tell: TellTimeZone,
  store: Pick<Storage, "getItem" | "setItem">,
): Promise<void> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const told = `${userId} ${timeZone}`;
  if (store.getItem(TOLD) === told) return;
  const { ok } = await tell({ timeZone });
  if (ok) store.setItem(TOLD, told);
}
