import dynamic from "next/dynamic";
import { useEffect, useMemo, useState } from "react";
import { liveCallIn } from "@/lib/call";
import type { CallSession } from "@/lib/client/call-session";
import type { ConversationClient, ConversationView } from "@/lib/client/conversation-client";
import { granted } from "../granted";
import { patiently } from "../patiently";
import type { ConversationActions } from "./actions";
import { CallButton } from "./call-button";

/** Comes with the first call. */
const CallArea = dynamic(
  patiently(() => import("./call/call-area").then((module) => module.CallArea)),
  { ssr: false },
);

interface CallsProps {
  client: ConversationClient;
  conversationId: string;
  view: ConversationView;
  actions: Pick<ConversationActions, "callServers">;
  /** Of the other side. */
  name: string;
}

/** The call there is in a conversation, and this tab's part in it; leaving the conversation ends that. */
export function Calls({ client, conversationId, view, actions: { callServers }, name }: CallsProps) {
  const { messages } = view;
  const [session, setSession] = useState<CallSession | null>(null);
  const live = useMemo(() => liveCallIn(messages), [messages]);
  useEffect(() => {
    if (!session) return;
    // A page that is left takes nothing down.
    window.addEventListener("pagehide", session.hangUp);
    return () => {
      window.removeEventListener("pagehide", session.hangUp);
      session.hangUp();
    };
  }, [session]);

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
  return (
    <>
      <CallButton isCalling={live !== null} name={name} onCall={() => void begin()} view={view} />
      {(live ?? session) && (
        <CallArea {...{ client, live, name, session, view }} onAccept={(id) => void begin(id)} />
      )}
    </>
  );
}
