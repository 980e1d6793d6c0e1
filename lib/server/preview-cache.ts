import { createHash } from "node:crypto";
import type { Redis } from "@upstash/redis/cloudflare";
import { z } from "zod/mini";
import type { ReadPreview } from "./link-preview";

export const PREVIEW_TTL_SECONDS = 60 * 60;

/** As it is kept: that there is nothing to show of an address is worth knowing, too. */
const kept = z.object({
  preview: z.nullable(
    z.object({
      ...{ title: z.string(), description: z.string(), site: z.string() },
      image: z.nullable(z.object({ bytes: z.base64(), width: z.int(), height: z.int() })),
    }),
  ),
});

/** What was read of an address in the last hour, here or by another process; whoever asks meanwhile waits with the first. */
export class PreviewCache {
  readonly #reading = new Map<string, Promise<ReadPreview | null>>();

  constructor(readonly redis: () => Pick<Redis, "get" | "set">) {}

  of(url: string, read: (url: string) => Promise<ReadPreview | null>): Promise<ReadPreview | null> {
    const reading = this.#reading.get(url) ?? this.#look(url, read).finally(() => this.#reading.delete(url));
    this.#reading.set(url, reading);
    return reading;
  }

  async #look(url: string, read: (url: string) => Promise<ReadPreview | null>): Promise<ReadPreview | null> {
    const key = `preview:${createHash("sha256").update(url).digest("hex")}`;
    // Without Redis everything is read anew.
    const known = kept.safeParse(
      await this.redis()
        .get(key)
        .catch(() => null),
    );
    if (known.success) return unpacked(known.data.preview);
    const preview = await read(url);
    await this.redis()
      .set(key, packed(preview), { ex: PREVIEW_TTL_SECONDS })
      .catch(() => undefined);
    return preview;
  }
}

function packed(preview: ReadPreview | null): z.infer<typeof kept> {
  if (!preview) return { preview };
  const { image } = preview;
  return { preview: { ...preview, image: image && { ...image, bytes: image.bytes.toString("base64") } } };
}

function unpacked(preview: z.infer<typeof kept>["preview"]): ReadPreview | null {
  return (
    preview && {
      ...preview,
      image: preview.image && { ...preview.image, bytes: Buffer.from(preview.image.bytes, "base64") },
    }
  );
}
