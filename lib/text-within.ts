import { Refusal } from "./refusal";

/** As much of a stream as all platforms agree on. */
interface Reader {
  read: () => Promise<{ done: boolean; value?: Uint8Array | undefined }>;
  cancel: () => Promise<void>;
}

/**
 * A body as text. Throws `too-long` past `bytes` and `bad-command` for what is no UTF-8; what has not come after
 * `ms` is not waited for.
 */
export async function textWithin(
  body: { getReader: () => Reader } | null,
  { bytes, ms }: { bytes: number; ms: number },
): Promise<string> {
  if (!body) return "";
  const reader = body.getReader();
  const deadline = setTimeout(() => void reader.cancel(), ms);
  try {
    return await read(reader, bytes);
  } finally {
    clearTimeout(deadline);
  }
}

async function read(reader: Reader, bytesMax: number): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    bytes += value?.byteLength ?? 0;
    if (bytes > bytesMax) {
      await reader.cancel();
      throw new Refusal("too-long");
    }
    text += decode(decoder, value);
    if (done) return text;
  }
}

function decode(decoder: TextDecoder, chunk: Uint8Array | undefined): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch (cause) {
    throw new Refusal("bad-command", { cause });
  }
}
