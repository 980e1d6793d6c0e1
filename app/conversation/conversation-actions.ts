import type { ConversationActions } from "@/components/conversation/actions";
import { tellTimeZone } from "../account/actions";
import { searchMessages } from "../search/actions";
import * as secrets from "../secrets/actions";
import * as actions from "./actions";

const { startConversation: _, level: read, setLevel: choose, ...own } = actions;

/** What every page with a conversation passes to it. */
export const conversationActions: ConversationActions = {
  ...own,
  levels: { read, choose },
  search: searchMessages,
  secrets: { ...secrets },
  tellTimeZone,
};
