import type { ConversationActions } from "@/components/conversation/actions";
import { devices, keep, open, publish } from "../secrets/actions";
import {
  callServers,
  head,
  history,
  join,
  preview,
  remove,
  removePreview,
  restore,
  threadHistory,
  threadRoots,
  wholeBody,
} from "./actions";

/** What every page with a conversation passes to it. */
export const conversationActions: ConversationActions = {
  ...{ callServers, head, history, join, preview, remove, removePreview, restore, wholeBody },
  secrets: { devices, keep, open, publish },
  ...{ threadHistory, threadRoots },
};
