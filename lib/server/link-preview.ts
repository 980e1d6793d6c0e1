import sharp from "sharp";
import { PREVIEW_IMAGE_SIDE_MAX_PX } from "../protocol/link-preview";
import { type Fetched, NotFetched, type Outside } from "./outside";
import { type PageSummary, pageSummaryOf } from "./page-summary";

/** What a page says of itself stands at its start. */
export const PAGE_BYTES_MAX = 512 * 1024;
export const IMAGE_BYTES_MAX = 4 * 1024 * 1024;
/** A small file may unpack to more than the memory there is. */
export const IMAGE_PIXELS_MAX = 24_000_000;
/** Smaller ones are there to count readers. */
export const IMAGE_SIDE_MIN_PX = 48;
const WEBP_QUALITY = 72;

const pageTypes = ["text/html", "application/xhtml+xml"];
const imageTypes = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"];

export interface PreviewImage {
  /** As WebP, of nothing but the picture. */
  bytes: Buffer;
  width: number;
  height: number;
}

export interface ReadPreview extends Omit<PageSummary, "imageUrl"> {
  image: PreviewImage | null;
}

/** What the page at an address says of itself; `null` where it says nothing, or does not come. */
export async function readLinkPreview(outside: Outside, url: string): Promise<ReadPreview | null> {
  const page = await fetched(outside, {
    url,
    mediaTypes: pageTypes,
    bytesMax: PAGE_BYTES_MAX,
    isPartOfUse: true,
  });
  const summary = page && pageSummaryOf(page);
  if (!summary) return null;
  const { imageUrl, ...texts } = summary;
  return { ...texts, image: imageUrl === null ? null : await readImage(outside, imageUrl) };
}

async function readImage(outside: Outside, url: string): Promise<PreviewImage | null> {
  const image = await fetched(outside, {
    url,
    mediaTypes: imageTypes,
    bytesMax: IMAGE_BYTES_MAX,
    isPartOfUse: false,
  });
  return image && drawnAnew(image.bytes);
}

/** Painted anew, so that nothing but the picture is handed on; `null` for what is no picture, or too large a one. */
export async function drawnAnew(bytes: Uint8Array): Promise<PreviewImage | null> {
  try {
    const picture = sharp(bytes, { limitInputPixels: IMAGE_PIXELS_MAX, failOn: "error" });
    const { width = 0, height = 0 } = await picture.metadata();
    if (Math.min(width, height) < IMAGE_SIDE_MIN_PX) return null;
    const side = PREVIEW_IMAGE_SIDE_MAX_PX;
    const { data, info } = await picture
      .rotate()
      .resize(side, side, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: WEBP_QUALITY })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch {
    // Whatever it is, it is somebody else's, and the texts are worth showing without it.
    return null;
  }
}

async function fetched(outside: Outside, asked: Parameters<Outside["fetch"]>[0]): Promise<Fetched | null> {
  try {
    return await outside.fetch(asked);
  } catch (error) {
    if (error instanceof NotFetched) return null;
    throw error;
  }
}
