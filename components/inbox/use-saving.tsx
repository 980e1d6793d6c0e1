"use client";

import { type ReactNode, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";

interface Saving<Value, Kept> {
  ask: (value: Value) => Promise<ActionResult<Kept>>;
  /** Shows what was kept of it. */
  onKept: (value: Value, kept: Kept) => void;
  /** Shows again what is taken back to. */
  onUndo?: (value: Value) => void;
}

/** Saves what a form says of how a business receives people, to be taken back by a toast; and the end of such a form. */
export function useSaving<Value, Kept>({
  ask,
  onKept,
  onUndo,
}: Saving<Value, Kept>): {
  save: (next: Value, before?: Value) => void;
  end: ReactNode;
} {
  const t = useTranslations("reception");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const [refused, setRefused] = useState<string>();
  const [isOnItsWay, startTransition] = useTransition();

  const save = (next: Value, before?: Value) =>
    startTransition(async () => {
      const result = await answered(ask(next));
      setRefused(result.ok ? undefined : refusalWords(result.refusal.code));
      if (!result.ok) return;
      onKept(next, result.value);
      const undo =
        before &&
        (() => {
          onUndo?.(before);
          save(before);
        });
      toast({ text: t("saved"), ...(undo && { undo }) });
    });

  const end = (
    <>
      {refused && (
        <p className="text-sm text-danger" role="alert">
          {refused}
        </p>
      )}
      <Button disabled={isOnItsWay} size="small" type="submit">
        {t("save")}
      </Button>
    </>
  );
  return { save, end };
}
