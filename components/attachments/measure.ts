import { DURATION_MS_MAX, SIDE_PX_MAX } from "@/lib/attachment-limits";
import type { Measures } from "@/lib/client/post-file";

/** A file that says nothing of itself within this is sent without. */
const WITHIN_MS = 3_000;

/** How long a recording is, and how large a film, as this browser sees it; nothing where it does not. */
export async function measured(file: File): Promise<Measures> {
  const [kind] = file.type.split("/");
  if (kind !== "video" && kind !== "audio") return {};
  const media = document.createElement(kind);
  media.preload = "metadata";
  media.src = URL.createObjectURL(file);
  await new Promise((resolve) => {
    media.onloadedmetadata = resolve;
    media.onerror = resolve;
    setTimeout(resolve, WITHIN_MS);
  });
  URL.revokeObjectURL(media.src);
  const durationMs = Math.round(media.duration * 1000);
  return {
    ...(durationMs > 0 && durationMs <= DURATION_MS_MAX && { durationMs }),
    ...(media instanceof HTMLVideoElement && sizeOf(media)),
  };
}

function sizeOf({ videoWidth: width, videoHeight: height }: HTMLVideoElement): Measures {
  return width > 0 && width <= SIDE_PX_MAX && height > 0 && height <= SIDE_PX_MAX ? { width, height } : {};
}
