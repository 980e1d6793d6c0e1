import type { LinkPreview } from "@/lib/protocol/link-preview";
import type { Message } from "@/lib/protocol/message";

/** As high as its card is, whatever it says: a row that was measured once keeps its height. */
export const LINK_CARD_PX = 96;

/** What the page that a message links to says of itself; nothing where none was read, or somebody took it away. */
export function previewOf({
  metadata,
  deletedAt,
}: Pick<Message, "metadata" | "deletedAt">): LinkPreview | null {
  return deletedAt === null && isPreviewed(metadata) ? metadata.preview : null;
}

/** The room checked it when the site set it. */
function isPreviewed(metadata: object): metadata is { preview: LinkPreview } {
  return "preview" in metadata && metadata.preview !== null;
}
