"use client";

import { useEffect } from "react";
import { CALL_GONE_MS, CALL_RING_MS, isCalled, type liveCallIn } from "@/lib/call";
import type { CallSession } from "@/lib/client/call-session";
import type { ConversationClient, ConversationView } from "@/lib/client/conversation-client";
import { CallBar } from "./call-bar";
import { CallElsewhere } from "./call-elsewhere";
import { RingCard } from "./ring-card";

interface CallAreaProps {
  client: ConversationClient;
  view: ConversationView;
  live: ReturnType<typeof liveCallIn>;
  session: CallSession | null;
  /** Of the other side. */
  name: string;
  onAccept: (id: string) => void;
}

/** What there is to see of the call there is. */
export function CallArea({ client, view, live, session, name, onAccept }: CallAreaProps) {
  const { self } = view;
  useEndingWhatNobodyEnds(client, view, live);
  if (session && (live === null || live.id === session.id))
    return <CallBar name={name} session={session} view={view} />;
  if (!live) return null;
  const { id, call, message } = live;
  if (call.state === "active") {
    const isIn = self.userId === call.callerId || self.userId === call.calleeId;
    return isIn ? <CallElsewhere onEnd={() => client.tell({ type: "call:end", id })} /> : null;
  }
  if (call.callerId === self.userId)
    return <CallElsewhere onEnd={() => client.tell({ type: "call:end", id })} />;
  if (!isCalled(call, self) || call.declinedBy.includes(self.userId)) return null;
  return (
    <RingCard
      callerId={call.callerId}
      key={id}
      name={message.senderName}
      onAccept={() => onAccept(id)}
      onDecline={(isBusy) => client.tell({ type: "call:decline", id, ...(isBusy && { isBusy }) })}
    />
  );
}

/** Whoever notices first says that nobody took a call, or that a party of it is gone; the ledger knows if it is so. */
function useEndingWhatNobodyEnds(
  client: ConversationClient,
  { present, connection, self }: ConversationView,
  live: CallAreaProps["live"],
): void {
  const id = live?.id;
  const isRinging = live?.call.state === "ringing";
  const parties = live ? [live.call.callerId, ...(live.call.calleeId ?? [])] : [];
  const isOwn = live !== null && parties.includes(self.userId);
  const isGone = !isOwn && parties.some((party) => !present.some(({ userId }) => userId === party));
  const afterMs = isGone ? CALL_GONE_MS : isRinging ? CALL_RING_MS : undefined;
  useEffect(() => {
    if (id === undefined || afterMs === undefined || connection !== "online") return;
    const timer = setTimeout(() => client.tell({ type: "call:end", id }), afterMs + 1_000);
    return () => clearTimeout(timer);
  }, [client, id, afterMs, connection]);
}
