import type { DraftKeeping, DraftMode, KeptDraft } from "../kept-draft";
import { Refusal } from "../refusal";
import { postLast } from "./post-last";

/** Saves a draft. Throws a Refusal. */
export async function saveDraft(
  draft: KeptDraft & { conversationId: string; mode: DraftMode },
): Promise<DraftKeeping> {
  const { body, rev, isKept } = await postLast<DraftKeeping>("/api/drafts", draft);
  if (body === undefined || rev === undefined || isKept === undefined) throw new Refusal("unavailable");
  return { body, rev, isKept };
}
