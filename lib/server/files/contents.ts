import { fileTypeFromBuffer } from "file-type";
import { attachmentKind, films, pictures, sounds } from "../../attachment-kind";

const aliases: Record<string, string> = {
  "image/apng": "image/png",
  "audio/x-m4a": "audio/mp4",
  "audio/opus": "audio/ogg",
  "video/x-m4v": "video/mp4",
};
const BINARY = "application/octet-stream";
const TEXT = "text/plain";

/**
 * What a file is, by what is in it and not by what it is called. `said` is what the sender calls it, and only tells
 * sound from film where both come in the same container.
 */
export async function mediaTypeOf(bytes: Uint8Array, said: string): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  const bare = found?.mime.split(";")[0] ?? (isText(bytes) ? TEXT : BINARY);
  const named = aliases[bare] ?? bare;
  const isSoundOnly = said.startsWith("audio/") && ["video/webm", "video/mp4"].includes(named);
  return isSoundOnly ? named.replace("video/", "audio/") : named;
}

export function isPicture(mediaType: string): boolean {
  return attachmentKind(mediaType) === "picture";
}

export function isShownInline(mediaType: string): boolean {
  return attachmentKind(mediaType) !== "file";
}

/** How the names of such files end; none where any ending may be right. */
export function extensionsOf(mediaType: string): string[] {
  return pictures[mediaType] ?? sounds[mediaType] ?? films[mediaType] ?? [];
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder("utf-8", { fatal: true }).decode(bytes).includes("\u0000");
  } catch {
    return false;
  }
}
