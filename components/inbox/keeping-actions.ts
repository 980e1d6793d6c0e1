import type { ActionResult } from "@/lib/action-result";
import type { DraftMode, KeptDraft } from "@/lib/kept-draft";
import type { LaterList } from "@/lib/later";

/** What is asked of the site about what an agent writes and has not sent. */
export interface KeepingActions {
  draftOf: (asked: { conversationId: string; mode: DraftMode }) => Promise<ActionResult<KeptDraft>>;
  laterOf: (asked: { conversationId: string }) => Promise<ActionResult<LaterList>>;
  planLater: (asked: LaterPlan) => Promise<ActionResult<unknown>>;
  cancelLater: (asked: { conversationId: string; id: string }) => Promise<ActionResult<unknown>>;
}

/** What shall be sent when, based on what its writer had seen. */
export interface LaterPlan {
  conversationId: string;
  id: string;
  body: string;
  sendAt: string;
  basedOnSeq: number;
}
