import { z } from "zod/mini";
import { fileById, type KeptFile } from "@/db/attachments";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { isShownInline } from "@/lib/server/files/contents";
import { verifyFileToken } from "@/lib/server/files/file-token";
import type { Piece } from "@/lib/server/files/folder-storage";
import { writesPostsIn } from "../broadcasts/access";
import { conversationAccess, uuid } from "../conversation/access";
import { db } from "../database";
import { openOperation, operation } from "../operation";
import type { Viewer } from "../viewer";
import { fileStorage, folderStorage } from "./storage";

const THUMBNAIL_TYPE = "image/webp";

/** Where a file can be had for a while; the thumbnail, where it has one and that is asked for. */
export const addressOfFile = operation({
  isOfChat: true,
  input: z.strictObject({
    id: uuid,
    size: z.optional(z.literal("thumbnail")),
    /** To be saved, even if a page could show it. */
    save: z.optional(z.literal("1")),
  }),
  permit: fileSeenBy,
  run: async ({ input, grant }) => fileAddress(grant, input),
});

interface Shape {
  size?: "thumbnail" | undefined;
  save?: "1" | undefined;
}

/** Of a file that whoever asks may have. */
export function fileAddress(
  file: Pick<KeptFile, "id" | "conversationId" | "name" | "mediaType" | "hasThumbnail">,
  { size, save }: Shape,
): Promise<string> {
  const { id, conversationId, name, mediaType, hasThumbnail } = file;
  const isThumbnail = size === "thumbnail" && hasThumbnail;
  const type = isThumbnail ? THUMBNAIL_TYPE : mediaType;
  return fileStorage().addressOf(
    { conversationId, attachmentId: id, variant: isThumbnail ? "thumbnail" : "original" },
    { name, mediaType: type, isInline: isShownInline(type) && save === undefined },
  );
}

/** Of what was not sent yet only its uploader knows; of what is for a post, those who write them. */
async function fileSeenBy(viewer: Viewer, { id }: { id: string }): Promise<KeptFile> {
  const file = await fileById(db(), id);
  if (!file) throw new Refusal("not-found");
  if (await writesPostsIn(viewer, file.conversationId)) return file;
  if (!(file.isSent || file.uploaderId === viewer.id)) throw new Refusal("not-found");
  await conversationAccess(viewer, file);
  return file;
}

/** A file of the site's own folder, for whoever has an address of it. */
export const openFile = openOperation({
  input: z.strictObject({ token: z.string() }),
  run: async ({ input: { token } }) => {
    const file = await verifyFileToken(token, env().TOKEN_SECRET);
    const storage = folderStorage();
    const bytes = await storage.bytesOf(file);
    return { ...file, bytes, read: (piece: Piece) => storage.read(file, piece) };
  },
});
