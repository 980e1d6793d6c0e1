import { z } from "zod/mini";
import {
  beginUpload,
  finishUpload,
  forgetUpload,
  UNSENT_PER_PERSON_MAX,
  type Upload,
  unsentOf,
} from "@/db/attachments";
import {
  ATTACHMENT_BYTES_MAX,
  DURATION_MS_MAX,
  PEAK_MAX,
  PEAKS_MAX,
  SIDE_PX_MAX,
} from "@/lib/attachment-limits";
import type { Attachment } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { arrival } from "@/lib/server/files/arrival";
import { isPicture } from "@/lib/server/files/contents";
import { type Prepared, prepared } from "@/lib/server/files/preparation";
import { uploadAccess } from "../broadcasts/access";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { refuseIfOff } from "../site-settings";
import { arrivalsFolder, fileStorage } from "./storage";

const UPLOAD_WITHIN_MS = 225_000;
/** A phone in a tunnel is given this long. */
const STALL_MS = 30_000;
const NAME_LENGTH_MAX = 500;
const MEDIA_TYPE_LENGTH_MAX = 200;

const upTo = (max: number) =>
  z.optional(
    z.pipe(
      z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number)),
      z.int().check(z.minimum(0), z.maximum(max)),
    ),
  );
const loudness = z.pipe(
  z.pipe(
    z.string().check(z.regex(/^\d{1,3}(,\d{1,3})*$/)),
    z.transform((text) => text.split(",").map(Number)),
  ),
  z.array(z.int().check(z.maximum(PEAK_MAX))).check(z.maxLength(PEAKS_MAX)),
);

const input = z.strictObject({
  conversationId: uuid,
  id: uuid,
  name: z.string().check(z.maxLength(NAME_LENGTH_MAX)),
  mediaType: z._default(z.string().check(z.maxLength(MEDIA_TYPE_LENGTH_MAX)), ""),
  width: upTo(SIDE_PX_MAX),
  height: upTo(SIDE_PX_MAX),
  durationMs: upTo(DURATION_MS_MAX),
  peaks: z.optional(loudness),
  file: z.instanceof(ReadableStream<Uint8Array>),
});
type Asked = z.output<typeof input>;

/**
 * A file for a message yet to be sent. What it is, is found in it; `mediaType` only tells sound from film, and how long
 * or large a recording is, is believed, because it only says how it is drawn.
 */
export const upload = operation({
  isOfChat: true,
  input,
  limit: "upload",
  permit: uploadAccess,
  run: async ({ viewer, input: asked }) => {
    await roomFor(viewer.id);
    const limits = { bytesMax: ATTACHMENT_BYTES_MAX, withinMs: UPLOAD_WITHIN_MS, stallMs: STALL_MS };
    return arrival(asked.file, arrivalsFolder(), limits, (bytes) => take(bytes, asked, viewer.id));
  },
});

type Described = Omit<Asked, "file">;

/** A file that came in by another way, of whoever may send to that conversation. */
export async function takeFile(
  bytes: Uint8Array<ArrayBuffer>,
  described: Described,
  uploaderId: string,
): Promise<Attachment> {
  if (bytes.length > ATTACHMENT_BYTES_MAX) throw new Refusal("too-long");
  if (bytes.length === 0) throw new Refusal("bad-command");
  await roomFor(uploaderId);
  return (await take(Buffer.from(bytes), described, uploaderId)).attachment;
}

async function roomFor(uploaderId: string): Promise<void> {
  await refuseIfOff("uploads");
  if ((await unsentOf(db(), uploaderId)) >= UNSENT_PER_PERSON_MAX) throw new Refusal("too-many");
}

async function take(bytes: Buffer<ArrayBuffer>, described: Described, uploaderId: string) {
  const { conversationId, name, mediaType: said } = described;
  const file = await prepared(bytes, { name, said });
  return keep(file, { ...attachmentOf(file, described), conversationId, uploaderId });
}

function attachmentOf(file: Prepared, asked: Described): Attachment {
  const isSeen = isPicture(file.mediaType);
  return {
    id: asked.id,
    name: file.name,
    mediaType: file.mediaType,
    bytes: file.bytes.length,
    width: isSeen ? file.width : (asked.width ?? null),
    height: isSeen ? file.height : (asked.height ?? null),
    durationMs: isSeen ? null : (asked.durationMs ?? null),
    peaks: isSeen ? null : (asked.peaks ?? null),
    hasThumbnail: file.thumbnail !== null,
  };
}

/** Row, file, ready: whatever fails in between leaves neither. */
async function keep(file: Prepared, upload: Upload): Promise<{ attachment: Attachment; isNew: boolean }> {
  const claim = await beginUpload(db(), upload);
  switch (claim.is) {
    case "there":
      return { attachment: claim.attachment, isNew: false };
    case "under way":
      throw new Refusal("busy");
    case "taken":
      throw new Refusal("conflict");
    case "begun":
      break;
  }
  const { conversationId, uploaderId, ...attachment } = upload;
  const key = { conversationId, attachmentId: upload.id };
  try {
    await fileStorage().put({ ...key, variant: "original" }, file.bytes);
    if (file.thumbnail) await fileStorage().put({ ...key, variant: "thumbnail" }, file.thumbnail);
    await finishUpload(db(), upload);
  } catch (error) {
    await fileStorage().remove({ ...key, variant: "original" });
    await fileStorage().remove({ ...key, variant: "thumbnail" });
    await forgetUpload(db(), upload);
    throw error;
  }
  return { attachment, isNew: true };
}
