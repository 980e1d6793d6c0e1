import type { ConversationActions } from "@/components/conversation/actions";
import { tellTimeZone } from "../account/actions";
import { searchMessages } from "../search/actions";
import * as secrets from "../secrets/actions";
import * as actions from "./actions";

const { startConversation: _, ...own } = actions;

/** What every page with a conversation passes to it. */
export const conversationActions: ConversationActions = {
  ...own,
  search: searchMessages,
  secrets: { ...secrets },
  tellTimeZone,
};
