"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import type { WrittenPost } from "@/lib/broadcast";
import { answered } from "../answered";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import type { DeskOf, DraftActions } from "./desk-actions";

/** Takes a post away that was not published, and brings it back while that is offered. */
export function useDropping({ business }: DeskOf, { drop, save }: Pick<DraftActions, "drop" | "save">) {
  const t = useTranslations("desk");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const router = useRouter();
  const { id: businessId, slug } = business;

  return async (id: string, written: WrittenPost, onDropped?: () => void) => {
    const { body, topicId, isSilent, asksToConfirm, attachments } = written;
    const result = await answered(drop({ businessId, id }));
    if (!result.ok) {
      toast({ text: refusalWords(result.refusal.code) });
      return;
    }
    async function bringBack() {
      const attachmentIds = attachments.map((picture) => picture.id);
      const kept = { body, topicId, isSilent, asksToConfirm, attachmentIds };
      const saved = await answered(save({ businessId, id, rev: 0, ...kept }));
      if (saved.ok) router.push(`/inbox/broadcasts/${id}?business=${slug}`);
      else toast({ text: refusalWords(saved.refusal.code) });
    }
    onDropped?.();
    toast({ text: t("dropped"), undo: () => void bringBack() });
    router.push(`/inbox/broadcasts?business=${slug}`);
  };
}
