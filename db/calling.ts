import { ringing } from "../lib/call";
import type { Entry } from "../lib/ledger";
import { isPersonOfStaff } from "../lib/permissions";
import { takeOver } from "./answering";
import { add, type Desk, type Fate, refused } from "./desk";

/** A call between the two sides of a direct conversation, which has one at a time; told in the timeline from the start. */
export function ring(entry: Extract<Entry, { op: "ring" }>, desk: Desk): Fate {
  const { conversationId, draft, known, added } = desk;
  const { id, userId, role, name, device } = entry;
  const stored = known.messages.get(id);
  if (stored) return { is: "known", message: stored.message };
  const twin = added.get(id);
  if (twin) return { is: "again", addition: twin };
  const talk = known.talks.get(conversationId);
  if (!talk) return refused("not-found");
  if (talk.kind !== "direct") return refused("forbidden");
  const isRinging = draft.additions.some(
    (each) => each.conversationId === conversationId && each.metadata.event === "call",
  );
  if (talk.isCalling || isRinging) return refused("conflict");
  const addition = add(draft, {
    ...{
      id,
      conversationId,
      kind: "system",
      body: "Call",
      metadata: { ...ringing({ userId, role, name }, device) },
    },
    ...{ senderId: userId, senderRole: role, senderName: name },
    ...{ replyTo: null, threadId: null, threadStep: null, attachments: [] },
  });
  added.set(id, addition);
  if (isPersonOfStaff(role)) takeOver(desk);
  return { is: "added", addition };
}
