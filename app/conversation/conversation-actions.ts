import type { ConversationActions } from "@/components/conversation/actions";
import { tellTimeZone } from "../account/actions";
import { searchMessages } from "../search/actions";
import { devices, keep, open, publish } from "../secrets/actions";
import {
  around,
  callServers,
  head,
  history,
  join,
  newer,
  preview,
  remove,
  removePreview,
  restore,
  revisions,
  threadHistory,
  threadRoots,
  wholeBody,
} from "./actions";

/** What every page with a conversation passes to it. */
export const conversationActions: ConversationActions = {
  around,
  callServers,
  head,
  history,
  join,
  newer,
  preview,
  remove,
  removePreview,
  restore,
  revisions,
  search: searchMessages,
  secrets: { devices, keep, open, publish },
  tellTimeZone,
  threadHistory,
  threadRoots,
  wholeBody,
};
