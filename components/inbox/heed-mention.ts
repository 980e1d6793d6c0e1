import { quietUntil } from "@/lib/quiet-hours";
import { answered } from "../answered";
import type { AskHushed } from "../news/news";
import { ring } from "../news/ring";

/** Rings for a note that names the reader, where something is to be heard; whether they are to be shown that it does. */
export async function heedMention(ask: AskHushed, conversationId: string): Promise<boolean> {
  const isInSight =
    window.location.pathname === `/inbox/${conversationId}` && document.visibilityState === "visible";
  if (isInSight && document.hasFocus()) return false;
  const asked = await answered(ask({}));
  // Who cannot be asked is shown it, and left in peace.
  if (!asked.ok) return !isInSight;
  const { quiet, none } = asked.value;
  if (none.includes(conversationId)) return false;
  if (!(quiet && quietUntil(quiet, new Date()))) ring();
  return !isInSight;
}
