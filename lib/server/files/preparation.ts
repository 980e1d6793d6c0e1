import { fileName, withExtension } from "../../file-name";
import { LOGO_SIDE_PX, LOGO_TYPES } from "../../profile";
import { Refusal } from "../../refusal";
import { extensionsOf, isPicture, mediaTypeOf } from "./contents";
import { redrawn, squareOf } from "./picture";
import { withoutPosition } from "./position";
import { withoutPlace } from "./recording";
import { Turns } from "./turns";

const PICTURES_AT_ONCE = 2;
const PICTURES_WAITING_MAX = 40;
const turns = new Turns(PICTURES_AT_ONCE, PICTURES_WAITING_MAX);

/** A file as it may be kept and handed out. */
export interface Prepared {
  name: string;
  mediaType: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Of pictures. */
  width: number | null;
  height: number | null;
  thumbnail: Uint8Array<ArrayBuffer> | null;
}

/** Throws what `redrawn` throws, and `busy` while many others wait for theirs. */
export async function prepared(
  bytes: Buffer<ArrayBuffer>,
  { name, said }: { name: string; said: string },
): Promise<Prepared> {
  const mediaType = await mediaTypeOf(bytes, said);
  if (isPicture(mediaType)) {
    const { mediaType: drawnAs, ...picture } = await turns.take(() => redrawn(bytes, mediaType));
    return { ...picture, mediaType: drawnAs, name: nameFor(name, drawnAs) };
  }
  const kept = keptAs(bytes, mediaType);
  const size = { width: null, height: null, thumbnail: null };
  return { name: nameFor(name, mediaType), mediaType, bytes: kept, ...size };
}

/** A logo as it may be shown, by what is in the file. Throws `bad-command` for what is none, and what `prepared` throws. */
export async function preparedLogo(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  if (!LOGO_TYPES.includes(await mediaTypeOf(bytes, ""))) throw new Refusal("bad-command");
  return turns.take(() => squareOf(bytes, LOGO_SIDE_PX));
}

const MP4 = ["video/mp4", "audio/mp4", "video/quicktime"];

/** As it came, but for the place; what may be proven whole by a sum, such as an archive, as it is. */
function keptAs(bytes: Uint8Array<ArrayBuffer>, mediaType: string): Uint8Array<ArrayBuffer> {
  if (MP4.includes(mediaType)) return withoutPlace(bytes);
  return mediaType.startsWith("image/") ? withoutPosition(bytes) : bytes;
}

/** What a page shows is called what it is, so that it opens as that once it is saved. */
function nameFor(name: string, mediaType: string): string {
  const extensions = extensionsOf(mediaType);
  return extensions.length > 0 ? withExtension(fileName(name), extensions) : fileName(name);
}
