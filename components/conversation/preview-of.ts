import type { LinkPreview } from "@/lib/protocol/link-preview";
import type { Message } from "@/lib/protocol/message";
import type { PostAsked } from "@/lib/protocol/post";

/** As high as its card is, whatever it says: a row that was measured once keeps its height. */
export const LINK_CARD_PX = 96;

/**
 * What the page that a message links to says of itself; nothing where none was read, or somebody took it away. A
 * question about a post comes with that.
 */
export function previewOf({
  metadata,
  deletedAt,
}: Pick<Message, "metadata" | "deletedAt">): LinkPreview | null {
  if (deletedAt) return null;
  if (isAsked(metadata)) {
    const { path: url, title, lead: description, businessName: site } = metadata.post;
    return { url, title, description, site, image: null };
  }
  return isPreviewed(metadata) ? metadata.preview : null;
}

/** The room checked these when the site set them. */
function isAsked(metadata: object): metadata is { post: PostAsked } {
  return "post" in metadata;
}
function isPreviewed(metadata: object): metadata is { preview: LinkPreview } {
  return "preview" in metadata && metadata.preview !== null;
}
