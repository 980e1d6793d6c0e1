import dynamic from "next/dynamic";
import type { ConversationView } from "@/lib/client/conversation-client";
import type { Counterpart } from "./conversation-header";

/** Most conversations are no groups: what only a group shows comes with one. */
export const GroupHeader = dynamic(() =>
  import("../groups/group-header").then((module) => module.GroupHeader),
);
export const GroupOver = dynamic(() => import("../groups/group-over").then((module) => module.GroupOver));

/** A group is called what the room says, also when that changes. */
export function counterpartNow(counterpart: Counterpart, title: string): Counterpart {
  return counterpart.isGroup && title ? { ...counterpart, name: title } : counterpart;
}

/** The last a customer hears of a group is that they are in it no more; whoever was away then is let in nowhere. */
export function isGroupOver({ connection, refusal, participants, self }: ConversationView): boolean {
  if (connection === "refused") return refusal?.code === "not-found";
  const isKnown = participants.length > 0;
  return isKnown && self.role === "customer" && !participants.some(({ userId }) => userId === self.userId);
}
