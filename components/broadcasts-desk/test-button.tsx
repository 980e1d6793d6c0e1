"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { answered } from "../answered";
import { IconButton } from "../ui/icon-button";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import type { DeskOf, DraftActions } from "./desk-actions";

interface TestButtonProps {
  id: string;
  desk: DeskOf;
  test: DraftActions["test"];
  /** Whether what is to be tested is what the site holds. */
  isKept?: () => Promise<boolean>;
}

/** Sends a post to its writer alone, as it would reach a reader. */
export function TestButton({ id, desk: { business }, test, isKept }: TestButtonProps) {
  const t = useTranslations("desk.test");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);

  async function send() {
    if (isBusy) return;
    setBusy(true);
    if (!isKept || (await isKept())) {
      const result = await answered(test({ businessId: business.id, draftId: id }));
      toast({ text: result.ok ? wordsOf(result.value) : refusalWords(result.refusal.code) });
    }
    setBusy(false);
  }
  function wordsOf({ mail, push }: { mail: boolean; push: number }): string {
    if (!mail && push === 0) return t("none");
    if (!mail) return t("push", { count: push });
    return push === 0 ? t("mail") : t("both", { count: push });
  }

  return <IconButton aria-busy={isBusy} icon="mail" label={t("send")} onClick={() => void send()} />;
}
