import type { ActionResult } from "@/lib/action-result";
import type { NotificationLevel } from "@/lib/notification";
import type { HistoryAround, HistoryHead, HistoryPage } from "@/lib/protocol/history";
import type { Message } from "@/lib/protocol/message";
import type { Revisions } from "@/lib/protocol/revision";
import type { SearchPage } from "@/lib/protocol/search";
import type { ThreadPage } from "@/lib/threads";
import type { SecretActions } from "../secret/actions";
import type { TellTimeZone } from "./tell-time-zone";

/** What a conversation asks of the server beside its room; the pages pass their server actions in. */
export interface ConversationActions {
  history: (asked: { conversationId: string; beforeSeq: number }) => Promise<ActionResult<HistoryPage>>;
  newer: (asked: { conversationId: string; afterSeq: number }) => Promise<ActionResult<HistoryPage>>;
  around: (asked: { conversationId: string; messageId: string }) => Promise<ActionResult<HistoryAround>>;
  search: (asked: {
    q: string;
    conversationId: string;
    cursor?: string;
  }) => Promise<ActionResult<SearchPage>>;
  head: (asked: { conversationId: string }) => Promise<ActionResult<HistoryHead>>;
  wholeBody: (asked: {
    conversationId: string;
    messageId: string;
  }) => Promise<ActionResult<{ body: string }>>;
  threadHistory: (asked: {
    conversationId: string;
    threadId: string;
    beforeThreadSeq: number;
  }) => Promise<ActionResult<ThreadPage>>;
  /** What the threads grow from. */
  threadRoots: (asked: { conversationId: string }) => Promise<ActionResult<{ messages: Message[] }>>;
  revisions: (asked: { conversationId: string; messageId: string }) => Promise<ActionResult<Revisions>>;
  remove: (asked: { conversationId: string; messageId: string }) => Promise<ActionResult<unknown>>;
  restore: (asked: { conversationId: string; messageId: string }) => Promise<ActionResult<unknown>>;
  preview: (asked: { conversationId: string; messageId: string }) => Promise<ActionResult<unknown>>;
  removePreview: (asked: { conversationId: string; messageId: string }) => Promise<ActionResult<unknown>>;
  callServers: (asked: { conversationId: string }) => Promise<ActionResult<{ iceServers: RTCIceServer[] }>>;
  join: (asked: { conversationId: string }) => Promise<ActionResult<unknown>>;
  levels: {
    read: (asked: { conversationId: string }) => Promise<ActionResult<{ level: NotificationLevel | null }>>;
    choose: (asked: {
      conversationId: string;
      level: NotificationLevel | null;
    }) => Promise<ActionResult<unknown>>;
  };
  secrets: SecretActions;
  tellTimeZone: TellTimeZone;
}
