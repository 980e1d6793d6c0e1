import { fileTypeFromBuffer } from "file-type";

/** How such files end. */
const pictures: Record<string, string[]> = {
  "image/jpeg": ["jpg", "jpeg"],
  "image/png": ["png"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "image/avif": ["avif"],
};
const recordings: Record<string, string[]> = {
  "audio/mpeg": ["mp3"],
  "audio/mp4": ["m4a", "mp4"],
  "audio/aac": ["aac"],
  "audio/ogg": ["ogg", "oga", "opus"],
  "audio/wav": ["wav"],
  "audio/webm": ["webm", "weba"],
  "video/mp4": ["mp4", "m4v"],
  "video/webm": ["webm"],
};
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
  return Object.hasOwn(pictures, mediaType);
}

/** What a page may show. Never SVG, HTML or anything else that can hold a program. */
export function isShownInline(mediaType: string): boolean {
  return isPicture(mediaType) || Object.hasOwn(recordings, mediaType);
}

/** None where any may be right. */
export function extensionsOf(mediaType: string): string[] {
  return pictures[mediaType] ?? recordings[mediaType] ?? [];
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder("utf-8", { fatal: true }).decode(bytes).includes("\u0000");
  } catch {
    return false;
  }
}
