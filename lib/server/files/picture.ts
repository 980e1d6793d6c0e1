import sharp, { type Sharp } from "sharp";
import { Refusal } from "../../refusal";

/** Of all frames together; looked up in the head of the file, before anything is decoded. */
export const PICTURE_PIXELS_MAX = 50_000_000;
export const THUMBNAIL_SIDE_PX = 640;
const WITHIN_SECONDS = 30;
const QUALITY = 88;
const THUMBNAIL_QUALITY = 78;
/** A smaller picture is its own thumbnail. */
const THUMBNAIL_FROM_BYTES = 40_000;

export interface Picture {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
  width: number;
  height: number;
  thumbnail: Uint8Array<ArrayBuffer> | null;
}

sharp.cache(false);

/**
 * A picture drawn anew from its pixels: the right way up, and without anything else that was in the file, such as
 * where it was taken or a program behind it. Throws `too-long` for one of too many pixels and `bad-command` for what
 * cannot be read.
 */
export function redrawn(bytes: Uint8Array, mediaType: string): Promise<Picture> {
  return drawing(async () => {
    const { data, info } = await written(opened(bytes, mediaType), mediaType).toBuffer({
      resolveWithObject: true,
    });
    const height = info.pageHeight ?? info.height;
    const isSmall = data.length < THUMBNAIL_FROM_BYTES && Math.max(info.width, height) <= THUMBNAIL_SIDE_PX;
    return {
      bytes: new Uint8Array(data),
      mediaType: `image/${info.format}`,
      width: info.width,
      height,
      thumbnail: isSmall ? null : await thumbnailOf(data),
    };
  });
}

/**
 * The middle of a picture as a square, as WebP, and of a moving one the first frame. What can be seen through is white, as
 * most logos are made for paper and the page may be dark. Throws what `redrawn` throws.
 */
export function squareOf(bytes: Uint8Array, sidePx: number): Promise<Uint8Array<ArrayBuffer>> {
  return drawing(async () => {
    const drawn = await sharp(bytes, { limitInputPixels: PICTURE_PIXELS_MAX, failOn: "error" })
      .autoOrient()
      .flatten({ background: "white" })
      .resize(sidePx, sidePx, { fit: "cover" })
      .webp({ quality: QUALITY, effort: 2 })
      .timeout({ seconds: WITHIN_SECONDS })
      .toBuffer();
    return new Uint8Array(drawn);
  });
}

/** One of ours for a program that reads no WebP. */
export function asPng(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes).png().toBuffer();
}

async function drawing<Drawn>(draw: () => Promise<Drawn>): Promise<Drawn> {
  try {
    return await draw();
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    if (cause instanceof Error && /pixel limit/.test(cause.message))
      throw new Refusal("too-long", { message: "This picture has too many pixels.", cause });
    throw new Refusal("bad-command", { message: "This picture cannot be read.", cause });
  }
}

function opened(bytes: Uint8Array, mediaType: string): Sharp {
  return sharp(bytes, {
    limitInputPixels: PICTURE_PIXELS_MAX,
    failOn: "error",
    animated: mediaType === "image/gif" || mediaType === "image/webp",
  }).autoOrient();
}

/** In its own format, but for AVIF, which takes long to write. Sharp writes no metadata unless it is told to. */
function written(image: Sharp, mediaType: string): Sharp {
  const timely = image.timeout({ seconds: WITHIN_SECONDS });
  switch (mediaType) {
    case "image/png":
      return timely.png({ compressionLevel: 6 });
    case "image/gif":
      return timely.gif({ effort: 1 });
    case "image/webp":
    case "image/avif":
      return timely.webp({ quality: QUALITY, effort: 2 });
    default:
      return timely.jpeg({ quality: QUALITY });
  }
}

/** Of moving pictures the first frame. */
async function thumbnailOf(bytes: Buffer): Promise<Uint8Array<ArrayBuffer>> {
  const drawn = await sharp(bytes, { limitInputPixels: PICTURE_PIXELS_MAX })
    .resize(THUMBNAIL_SIDE_PX, THUMBNAIL_SIDE_PX, { fit: "inside", withoutEnlargement: true })
    .webp({ quality: THUMBNAIL_QUALITY, effort: 2 })
    .timeout({ seconds: WITHIN_SECONDS })
    .toBuffer();
  return new Uint8Array(drawn);
}
