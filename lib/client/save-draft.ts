import type { DraftKeeping, DraftMode, KeptDraft } from "../kept-draft";
import { isRefusalCode, Refusal } from "../refusal";

type Answer = Partial<DraftKeeping> & { error?: { code?: unknown } };

/** Saves a draft, also while its page goes away. Throws a Refusal. */
export async function saveDraft(
  draft: KeptDraft & { conversationId: string; mode: DraftMode },
): Promise<DraftKeeping> {
  const response = await fetch("/api/drafts", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(draft),
    keepalive: true,
  }).catch((cause: unknown) => {
    throw new Refusal("unavailable", { cause });
  });
  const { body, rev, isKept, error }: Answer = await response.json().catch(() => ({}));
  if (body === undefined || rev === undefined || isKept === undefined)
    throw new Refusal(isRefusalCode(error?.code) ? error.code : "unavailable");
  return { body, rev, isKept };
}
