import { z } from "zod/mini";
import type { NotesOpening } from "@/components/inbox/use-notes";
import { historyAround, historyAt, historyHead, messageById } from "@/db/messages";
import { colleaguesOf } from "@/db/teams";
import type { HistoryAround } from "@/lib/protocol/history";
import { Refusal } from "@/lib/refusal";
import { notesIdOf } from "@/lib/work";
import { conversationAccess, uuid } from "../conversation/access";
import type { Opening } from "../conversation/opening";
import { db } from "../database";
import { operation } from "../operation";
import type { Viewer } from "../viewer";

/**
 * The notes of a conversation that was opened to a member of its business, and the one among them that is to be led to;
 * `messageId` comes from outside.
 */
export async function notesOf(
  { conversationId: about, businessId, self, around }: Opening,
  messageId: string | string[] | undefined,
): Promise<{
  opening: NotesOpening | null;
  noteId: string | undefined;
  around: HistoryAround | null | undefined;
}> {
  const conversationId = notesIdOf(about);
  const sought = around ? undefined : uuid.safeParse(messageId).data;
  const [head, members, note, withNotes] = await Promise.all([
    historyHead(db(), { conversationId, businessId, readerId: self.userId }),
    colleaguesOf(db(), businessId),
    sought === undefined ? null : messageById(db(), { conversationId, businessId, messageId: sought }),
    around && amongNotes(around, { conversationId, businessId }),
  ]);
  const people = members
    .filter(({ userId }) => userId !== self.userId)
    .map(({ userId, name }) => ({ userId, name }));
  return { opening: head && { conversationId, head, people }, noteId: note?.id, around: withNotes };
}

/** What was said before and after a message, and noted around that time: for who may open the notes. */
export const readAroundWithNotes = operation({
  input: z.strictObject({ conversationId: uuid, messageId: uuid }),
  permit: (viewer: Viewer, { conversationId }: { conversationId: string }) =>
    conversationAccess(viewer, { conversationId: notesIdOf(conversationId) }),
  run: async ({ input: { conversationId, messageId }, grant: { businessId } }) => {
    const around = await historyAround(db(), { conversationId, businessId, messageId });
    if (!around) throw new Refusal("not-found");
    return amongNotes(around, { conversationId: notesIdOf(conversationId), businessId });
  },
});

async function amongNotes(
  around: HistoryAround,
  notes: { conversationId: string; businessId: string },
): Promise<HistoryAround> {
  const at = around.messages.find(({ id }) => id === around.focusId)?.createdAt;
  const window = at === undefined ? null : await historyAt(db(), { ...notes, at });
  return { ...around, ...(window && { notes: window }) };
}
