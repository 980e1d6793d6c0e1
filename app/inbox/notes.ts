import type { NotesOpening } from "@/components/inbox/use-notes";
import { historyHead, messageById } from "@/db/messages";
import { colleaguesOf } from "@/db/teams";
import { notesIdOf } from "@/lib/work";
import { uuid } from "../conversation/access";
import type { Opening } from "../conversation/opening";
import { db } from "../database";

/**
 * The notes of a conversation that was opened to a member of its business, and the one among them that is to be led to;
 * `messageId` comes from outside.
 */
export async function notesOf(
  { conversationId: about, businessId, self, around }: Opening,
  messageId: string | string[] | undefined,
): Promise<{ opening: NotesOpening | null; noteId: string | undefined }> {
  const conversationId = notesIdOf(about);
  const sought = around ? undefined : uuid.safeParse(messageId).data;
  const [head, members, note] = await Promise.all([
    historyHead(db(), { conversationId, businessId, readerId: self.userId }),
    colleaguesOf(db(), businessId),
    sought === undefined ? null : messageById(db(), { conversationId, businessId, messageId: sought }),
  ]);
  const people = members
    .filter(({ userId }) => userId !== self.userId)
    .map(({ userId, name }) => ({ userId, name }));
  return { opening: head && { conversationId, head, people }, noteId: note?.id };
}
