import type { ActionResult } from "@/lib/action-result";
import type { SavedReply } from "@/lib/saved-reply";

/** What a composer asks for, when somebody types `/`. */
export type ReadReplies = (asked: {
  conversationId: string;
}) => Promise<
  ActionResult<{ replies: SavedReply[]; business: { name: string; slug: string }; isOwner: boolean }>
>;

/** What an owner does with them; the page passes its server actions in. */
export interface SavedReplyActions {
  save: (asked: SavedReply & { businessId: string }) => Promise<ActionResult<SavedReply>>;
  remove: (asked: { businessId: string; id: string }) => Promise<ActionResult<unknown>>;
}
