import type { LinkPreview } from "@/lib/protocol/link-preview";
import type { Message } from "@/lib/protocol/message";

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
