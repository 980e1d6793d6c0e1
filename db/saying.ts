import type { Said } from "../lib/ledger";
import { isPersonOfStaff, isStaff } from "../lib/permissions";
import type { Participant } from "../lib/protocol/event";
import type { Attachment } from "../lib/protocol/message";
import type { Mention } from "../lib/work";
import { isThanks } from "../lib/work";
import { takeOver, unansweredBecause } from "./answering";
import { add, type Branch, type Desk, type Fate, refused, seatOf } from "./desk";
import { staleFate } from "./unseen";

export function say(entry: Said & Participant & { isBlocked?: boolean }, desk: Desk): Fate {
  const { conversationId, draft, known, added } = desk;
  const { id, userId: senderId, role: senderRole, name: senderName, body, replyTo = null } = entry;
  const stored = known.messages.get(id);
  if (stored) return { is: "known", message: stored.message };
  const twin = added.get(id);
  if (twin) return { is: "again", addition: twin };
  if (entry.isBlocked) return refused("blocked");
  if (replyTo && known.messages.get(replyTo)?.message.conversationId !== conversationId)
    return refused("not-found");
  // A customer who was shown out a moment before, in the same batch; the business may always answer.
  const place = draft.seats.get(seatOf(conversationId, senderId));
  if (place && !place.after && !isStaff(senderRole)) return refused("not-found");
  const attachments = filesFor(entry, desk);
  const branch = entry.threadId ? branchOf(entry.threadId, desk) : undefined;
  if (!attachments || (entry.threadId && !branch)) return refused("not-found");
  const secret = entry.secret && secretFor(entry, desk);
  if (entry.secret && !secret) return refused("not-found");
  const mentions = mentionsIn(entry, desk);
  if (!mentions) return refused("not-found");
  const because = unansweredBecause(entry, desk);
  if (because) return refused(because);
  const stale = staleFate(entry, desk);
  if (stale) return stale;
  if (branch) branch.steps += 1;
  const addition = add(draft, {
    id,
    conversationId,
    kind: attachments.length > 0 ? "file" : "text",
    senderId,
    senderRole,
    senderName,
    body,
    metadata: {
      ...(secret && { secret }),
      ...(mentions.length > 0 && { mentions }),
      ...(entry.post && { post: entry.post }),
      ...(entry.answers && { answers: entry.answers }),
    },
    replyTo,
    threadId: entry.threadId ?? null,
    threadStep: branch?.steps ?? null,
    attachments,
  });
  added.set(id, addition);
  attachments.forEach((each, place) => {
    draft.claims.set(each.id, { conversationId, messageId: id, uploaderId: senderId, place });
  });
  draft.writers.set(seatOf(conversationId, senderId), { conversationId, senderId, step: addition.step });
  if (senderRole === "customer") stir(desk, addition.kind === "text" && isThanks(body));
  if (isPersonOfStaff(senderRole)) takeOver(desk);
  const { threadId, threadStep: step } = addition;
  if (threadId && step)
    draft.glances.set(seatOf(threadId, senderId), {
      ...{ conversationId, threadId, userId: senderId, read: null, step },
    });
  return { is: "added", addition };
}

/** What a customer says opens again what was put aside; what is done stays done where it is only thanks. */
function stir({ conversationId, draft }: Desk, isThanks: boolean): void {
  const before = draft.stirs.get(conversationId);
  draft.stirs.set(conversationId, { isThanks: isThanks && (before?.isThanks ?? true) });
}

/** The files a message asks for, if they are its sender's to send; nothing where one is not. */
function filesFor(
  { attachmentIds = [], userId }: Said & Participant,
  { conversationId, draft, known }: Desk,
): Attachment[] | undefined {
  const files = attachmentIds.map((id) => known.files.get(id));
  const attachments = files.flatMap((file) => {
    const isTheirs = file?.isFree && file.uploaderId === userId && file.conversationId === conversationId;
    return isTheirs && !draft.claims.has(file.attachment.id) ? [file.attachment] : [];
  });
  return attachments.length === attachmentIds.length ? attachments : undefined;
}

/** Whom a note names, by the names they have now; nothing where one is no member, or where this is no note. */
function mentionsIn({ id: messageId, mentionIds = [] }: Said, desk: Desk): Mention[] | undefined {
  const { conversationId, draft, known } = desk;
  const notes = known.works.get(conversationId);
  const mentions = mentionIds.flatMap((userId) => {
    const name = notes?.members.get(userId);
    return name === undefined ? [] : [{ userId, name }];
  });
  if (mentions.length < mentionIds.length) return undefined;
  if (notes)
    for (const { userId } of mentions)
      draft.namings.push({ userId, conversationId, parentId: notes.parentId, messageId });
  return mentions;
}

/** What everyone may know of a secret, as the site keeps it; nothing where it keeps none of this sender's. */
function secretFor({ id, userId }: Said & Participant, { conversationId, known }: Desk): Said["secret"] {
  const kept = known.secrets.get(id);
  if (kept?.conversationId !== conversationId || kept.senderId !== userId) return undefined;
  return { side: kept.side, expiresAt: kept.expiresAt };
}

function branchOf(threadId: string, { conversationId, draft, known }: Desk): Branch | undefined {
  const branch = draft.branches.get(threadId);
  if (branch) return branch.conversationId === conversationId ? branch : undefined;
  if (known.threads.get(threadId)?.conversationId !== conversationId) return undefined;
  const found: Branch = { conversationId, steps: 0 };
  draft.branches.set(threadId, found);
  return found;
}
