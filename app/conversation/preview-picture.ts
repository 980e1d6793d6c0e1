import { v5 as uuidOf } from "uuid";
import {
  beginPreviewPicture,
  finishPreviewPicture,
  forgetPreviewPicture,
  type PreviewPicture,
  previewPicturesOf,
} from "@/db/preview-pictures";
import type { LinkPreview } from "@/lib/protocol/link-preview";
import type { PreviewImage } from "@/lib/server/link-preview";
import { fileStorage } from "../attachments/storage";
import { db } from "../database";

type Place = Pick<PreviewPicture, "conversationId" | "messageId">;

/** Keeps the picture of a message's preview; the same one for the same link, however often it is asked for. */
export async function keepPicture(
  { bytes, width, height }: PreviewImage,
  { conversationId, messageId }: Place,
  url: string,
): Promise<NonNullable<LinkPreview["image"]>> {
  const id = uuidOf(url, messageId);
  const picture = { id, conversationId, messageId, bytes: bytes.length, width, height };
  await dropPictures({ conversationId, messageId }, id);
  await beginPreviewPicture(db(), picture);
  await fileStorage().put({ conversationId, attachmentId: id, variant: "original" }, new Uint8Array(bytes));
  await finishPreviewPicture(db(), picture);
  return { id, width, height };
}

/** The files first: while its row is there, a file is found again. */
export async function dropPictures({ conversationId, messageId }: Place, shownId?: string): Promise<void> {
  for (const attachmentId of await previewPicturesOf(db(), messageId, shownId)) {
    await fileStorage().remove({ conversationId, attachmentId, variant: "original" });
    await forgetPreviewPicture(db(), attachmentId);
  }
}
