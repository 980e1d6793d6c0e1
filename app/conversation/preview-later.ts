import { after } from "next/server";
import { toRefusal } from "../failure";
import type { Viewer } from "../viewer";
import { makePreview } from "./preview";

/** Nobody waits for somebody else's page; without its preview nothing is missing. */
export function previewLater(
  viewer: Viewer | null,
  message: { conversationId: string; messageId: string },
): void {
  after(() =>
    makePreview(viewer, message).catch((error: unknown) =>
      toRefusal("a preview for the API", error, viewer?.id),
    ),
  );
}
