import { useEffect, useMemo, useState } from "react";
import { liveCallIn } from "@/lib/call";
import type { CallSession } from "@/lib/client/call-session";
import type { ConversationClient, ConversationView } from "@/lib/client/conversation-client";
import { granted } from "../granted";
import type { ConversationActions } from "./actions";

interface Given {
  client: ConversationClient;
  conversationId: string;
  view: ConversationView;
  actions: Pick<ConversationActions, "callServers">;
}

/** The call there is in a conversation, and this tab's part in it; leaving the conversation ends that. */
export function useCalls({ client, conversationId, view: { messages }, actions: { callServers } }: Given) {
  const [session, setSession] = useState<CallSession | null>(null);
  const live = useMemo(() => liveCallIn(messages), [messages]);
  useEffect(() => () => session?.hangUp(), [session]);

  /** Makes a call, or takes the one of this id. */
  async function begin(taken?: string) {
    if (session && session.getSnapshot().phase !== "over") return;
    const { CallSession } = await import("@/lib/client/call-session");
    const opened = new CallSession({
      client,
      ...(taken !== undefined && { taken }),
      iceServers: async () => granted(await callServers({ conversationId })).iceServers,
      microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
    });
    setSession(opened);
    await opened.begin();
  }
  return { live, session, begin, isShown: live !== null || session !== null };
}
