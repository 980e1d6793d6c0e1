/** How TIFF begins, in either order of bytes: by itself, or behind a mark within other files. */
const ORDERS = [
  { mark: [0x49, 0x49, 0x2a, 0x00], isLittle: true },
  { mark: [0x4d, 0x4d, 0x00, 0x2a], isLittle: false },
];
const EXIF = Buffer.from("Exif\0\0");
const POSITION_TAG = 0x8825;
const ENTRY_BYTES = 12;
const ENTRIES_MAX = 500;
/** Of more than this in one file the rest is left. */
const PLACES_MAX = 20;

/**
 * A file that is kept as it came, without the position that EXIF in it tells: of pictures that nothing here can draw
 * anew, such as HEIC, TIFF and the raw ones of cameras. The tag that leads there loses its name, and what it leads
 * to is emptied; nothing moves.
 */
export function withoutPosition(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const emptied = Buffer.from(bytes);
  const starts = [0];
  for (
    let at = emptied.indexOf(EXIF);
    at >= 0 && starts.length < PLACES_MAX;
    at = emptied.indexOf(EXIF, at + 1)
  )
    starts.push(at + EXIF.length);
  for (const start of starts) empty(emptied.subarray(start));
  return emptied;
}

function empty(tiff: Buffer): void {
  const order = ORDERS.find(({ mark }) => mark.every((byte, index) => tiff[index] === byte));
  if (!order) return;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const { isLittle } = order;
  if (tiff.length < 8) return;
  for (const entry of entriesAt(view, view.getUint32(4, isLittle), isLittle)) {
    if (view.getUint16(entry, isLittle) !== POSITION_TAG) continue;
    const place = view.getUint32(entry + 8, isLittle);
    for (const each of entriesAt(view, place, isLittle)) clear(tiff, view, each, isLittle);
    tiff.fill(0, entry, entry + ENTRY_BYTES);
  }
}

/** Where the entries of a directory stand; none of one that is not all there. */
function entriesAt(view: DataView, directory: number, isLittle: boolean): number[] {
  if (directory + 2 > view.byteLength) return [];
  const count = view.getUint16(directory, isLittle);
  if (count > ENTRIES_MAX || directory + 2 + count * ENTRY_BYTES > view.byteLength) return [];
  return Array.from({ length: count }, (_, index) => directory + 2 + index * ENTRY_BYTES);
}

const UNIT_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const OWN_BYTES = 4;

/** An entry, and what it says, which stands elsewhere where it is longer than four bytes. */
function clear(tiff: Buffer, view: DataView, entry: number, isLittle: boolean): void {
  const bytes = (UNIT_BYTES[view.getUint16(entry + 2, isLittle)] ?? 0) * view.getUint32(entry + 4, isLittle);
  const at = view.getUint32(entry + 8, isLittle);
  if (bytes > OWN_BYTES && at + bytes <= tiff.length) tiff.fill(0, at, at + bytes);
  tiff.fill(0, entry, entry + ENTRY_BYTES);
}
