import { extensionOf } from "@/lib/file-name";
import type { GlyphName } from "./glyph";

const STEP = 1_000;
const UNITS = ["byte", "kilobyte", "megabyte"] as const;

/** `820 kB`, as the reader's language writes it. */
export function sizeOf(bytes: number, locale: string): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(STEP)));
  const value = bytes / STEP ** step;
  return new Intl.NumberFormat(locale, {
    ...{ style: "unit", unit: UNITS[step], unitDisplay: "short" },
    maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1,
  }).format(value);
}

/** `1:05` */
export function clockOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** What a file is at a glance. */
export function glyphOf({ mediaType, name }: { mediaType: string; name: string }): GlyphName {
  const [kind] = mediaType.split("/");
  if (kind === "image") return "picture";
  if (kind === "audio") return "sound";
  if (kind === "video") return "film";
  if (/zip|tar|rar|7z|compress/.test(mediaType) && !/^(docx|xlsx|pptx|od[tsp])$/i.test(extensionOf(name)))
    return "packed";
  return kind === "text" || /pdf|document|rtf|msword/.test(mediaType) ? "words" : "page";
}
