const FINAL_TEXT = 0x81;
/** In the second byte: the length itself, or how many bytes have it. */
const LENGTH_IN_2 = 126;
const LENGTH_IN_8 = 127;
const MAX_IN_2 = 0xffff;

let last = { text: "", frame: frameOf("") };

/** A WebSocket's frame from a server. What is told to many in a row is made once. */
export function textFrame(text: string): Buffer {
  if (text !== last.text) last = { text, frame: frameOf(text) };
  return last.frame;
}

function frameOf(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = headOf(length);
  const frame = Buffer.allocUnsafe(head.length + length);
  head.copy(frame);
  frame.write(text, head.length);
  return frame;
}

function headOf(length: number): Buffer {
  if (length < LENGTH_IN_2) return Buffer.from([FINAL_TEXT, length]);
  const isShort = length <= MAX_IN_2;
  const head = Buffer.alloc(isShort ? 4 : 10);
  head.writeUInt16BE((FINAL_TEXT << 8) | (isShort ? LENGTH_IN_2 : LENGTH_IN_8));
  head.writeUIntBE(length, isShort ? 2 : 4, isShort ? 2 : 6);
  return head;
}
