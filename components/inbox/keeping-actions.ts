import type { ActionResult } from "@/lib/action-result";
import type { DraftMode, KeptDraft } from "@/lib/kept-draft";

/** What is asked of the site about what an agent writes and has not sent. */
export interface KeepingActions {
  draftOf: (asked: { conversationId: string; mode: DraftMode }) => Promise<ActionResult<KeptDraft>>;
}
