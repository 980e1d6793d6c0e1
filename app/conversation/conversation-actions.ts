import type { ConversationActions } from "@/components/conversation/actions";
import { devices, keep, open, publish } from "../secrets/actions";
import { head, history, join, remove, restore, threadHistory, threadRoots, wholeBody } from "./actions";

/** What every page with a conversation passes to it. */
export const conversationActions: ConversationActions = {
  ...{ head, history, join, remove, restore, wholeBody },
  secrets: { devices, keep, open, publish },
  ...{ threadHistory, threadRoots },
};
