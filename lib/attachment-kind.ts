/** What a page shows, by what it was found to be, and how the names of such files end. */
export const pictures: Record<string, string[]> = {
  "image/jpeg": ["jpg", "jpeg"],
  "image/png": ["png"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "image/avif": ["avif"],
};
export const sounds: Record<string, string[]> = {
  "audio/mpeg": ["mp3"],
  "audio/mp4": ["m4a", "mp4"],
  "audio/aac": ["aac"],
  "audio/ogg": ["ogg", "oga", "opus"],
  "audio/wav": ["wav"],
  "audio/webm": ["webm", "weba"],
};
export const films: Record<string, string[]> = {
  "video/mp4": ["mp4", "m4v"],
  "video/webm": ["webm"],
};

/** A file is only ever saved. Never shown is SVG, HTML or anything else that can hold a program. */
export type AttachmentKind = "picture" | "sound" | "film" | "file";

export function attachmentKind(mediaType: string): AttachmentKind {
  if (Object.hasOwn(pictures, mediaType)) return "picture";
  if (Object.hasOwn(sounds, mediaType)) return "sound";
  return Object.hasOwn(films, mediaType) ? "film" : "file";
}
