import { and, eq, ne } from "drizzle-orm";
import type { Db } from "./client";
import { attachments } from "./conversation-parts";

/** The picture of a message's preview is kept like its files, and stands before all places that those have. */
const PLACE = -1;

export interface PreviewPicture {
  id: string;
  conversationId: string;
  messageId: string;
  bytes: number;
  width: number;
  height: number;
}

/** The row comes before the file, so that there is no file without a row. */
export async function beginPreviewPicture(db: Db, picture: PreviewPicture): Promise<void> {
  await db
    .insert(attachments)
    .values({ ...picture, place: PLACE, name: "preview.webp", mediaType: "image/webp" })
    .onConflictDoNothing();
}

/** Its file is whole: from now on it can be seen. */
export async function finishPreviewPicture(db: Db, { id, messageId }: PreviewPicture): Promise<void> {
  await db
    .update(attachments)
    .set({ state: "ready" })
    .where(and(eq(attachments.id, id), isOf(messageId)));
}

/** Those of a message, all or all but the one it shows now. */
export async function previewPicturesOf(db: Db, messageId: string, shownId?: string): Promise<string[]> {
  const rows = await db
    .select({ id: attachments.id })
    .from(attachments)
    .where(and(isOf(messageId), shownId === undefined ? undefined : ne(attachments.id, shownId)));
  return rows.map(({ id }) => id);
}

/** Once its file is gone. */
export async function forgetPreviewPicture(db: Db, id: string): Promise<void> {
  await db.delete(attachments).where(and(eq(attachments.id, id), eq(attachments.place, PLACE)));
}

function isOf(messageId: string) {
  return and(eq(attachments.messageId, messageId), eq(attachments.place, PLACE));
}
