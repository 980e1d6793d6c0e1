/**
 * Lets a form through and keeps its beginning, so that what was typed, which stands before the file, can be given back
 * where the whole never came.
 */
export class FormHead {
  readonly #type: string;
  readonly #bytesMax: number;
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;

  constructor(type: string, bytesMax: number) {
    this.#type = type;
    this.#bytesMax = bytesMax;
  }

  through(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    return stream.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, controller) => {
          this.#keep(chunk);
          controller.enqueue(chunk);
        },
      }),
    );
  }

  /** The fields that came whole, and what came of the one in which it was cut; nothing of what is no form. */
  async fields(): Promise<FormData> {
    const kept = Buffer.concat(this.#chunks);
    const boundary = /boundary="?([^";]+)"?/i.exec(this.#type)?.[1] ?? "";
    const closed = Buffer.concat([kept, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    return formOf(kept, this.#type)
      .catch(() => formOf(closed, this.#type))
      .catch(() => new FormData());
  }

  #keep(chunk: Uint8Array): void {
    const kept = chunk.subarray(0, this.#bytesMax - this.#bytes);
    this.#bytes += kept.byteLength;
    if (kept.byteLength > 0) this.#chunks.push(kept.slice());
  }
}

/** The fields of a form as it was sent; rejects what is none. */
export function formOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  return new Response(bytes, { headers: { "content-type": type } }).formData();
}
