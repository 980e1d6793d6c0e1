/** The boxes of an MP4 that tell where and with what it was recorded, and those they are in. */
const TELLING = ["udta", "meta", "uuid"];
const HOLDING = ["moov", "trak", "mdia"];
const HEAD_BYTES = 8;
const LONG_HEAD_BYTES = 16;

/**
 * An MP4 without what cameras write beside the pictures, such as the place: those boxes are emptied where they
 * stand, so that nothing else moves. What is not well formed is left as it is.
 */
export function withoutPlace(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const emptied = new Uint8Array(bytes);
  empty(new DataView(emptied.buffer), 0, emptied.length);
  return emptied;
}

function empty(view: DataView, from: number, to: number): void {
  let at = from;
  while (at + HEAD_BYTES <= to) {
    const { type, head, size } = boxAt(view, at, to);
    if (size < head || at + size > to) return;
    if (TELLING.includes(type)) {
      view.setUint32(at + 4, codeOf("free"));
      new Uint8Array(view.buffer).fill(0, at + head, at + size);
    } else if (HOLDING.includes(type)) {
      empty(view, at + head, at + size);
    }
    at += size;
  }
}

function boxAt(view: DataView, at: number, to: number) {
  const size = view.getUint32(at);
  const type = String.fromCharCode(...[4, 5, 6, 7].map((offset) => view.getUint8(at + offset)));
  if (size === 0) return { type, head: HEAD_BYTES, size: to - at };
  if (size !== 1 || at + LONG_HEAD_BYTES > to) return { type, head: HEAD_BYTES, size };
  return { type, head: LONG_HEAD_BYTES, size: Number(view.getBigUint64(at + HEAD_BYTES)) };
}

function codeOf(type: string): number {
  return [...type].reduce((code, letter) => code * 256 + letter.charCodeAt(0), 0);
}
