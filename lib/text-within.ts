import { Refusal } from "./refusal";

/** As much of a stream as all platforms agree on. */
interface Reader {
  read: () => Promise<{ done: boolean; value?: Uint8Array | undefined }>;
  cancel: () => Promise<void>;
}

/** A body as text. Throws `too-long` past `bytes`, `bad-command` for what is no UTF-8 or has not come after `ms`. */
export async function textWithin(
  body: { getReader: () => Reader } | null,
  { bytes, ms }: { bytes: number; ms: number },
): Promise<string> {
  if (!body) return "";
  const reader = body.getReader();
  let deadline: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    deadline = setTimeout(() => reject(new Refusal("bad-command")), ms);
  });
  try {
    return await Promise.race([read(reader, bytes), late]);
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
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
    if (bytes > bytesMax) throw new Refusal("too-long");
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
