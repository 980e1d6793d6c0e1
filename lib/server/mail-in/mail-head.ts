/** More of one is not looked at. */
const HEAD_BYTES_MAX = 64 * 1024;

/** What stands above the first empty line of a mail; a mail of its own, which says nothing. */
export function headOf(raw: Uint8Array): Uint8Array {
  const text = Buffer.from(raw.subarray(0, HEAD_BYTES_MAX)).toString("latin1");
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  return Buffer.from(`${text.slice(0, end)}\r\n\r\n`, "latin1");
}
