"use client";

import { useActionState } from "react";
import type { HeldForm } from "@/lib/held-form";
import { Button } from "../ui/button";
import { useRefusalWords } from "../use-refusal-words";

interface SettleFormProps {
  settle: (before: HeldForm | null, form: FormData) => Promise<HeldForm>;
  kind: string;
  /** One line; all of the kind without it. */
  id?: string;
  choices: { wish: string; label: string; about?: string }[];
}

/** Buttons that settle what failed, with scripts or without. */
export function SettleForm({ settle, kind, id, choices }: SettleFormProps) {
  const refusalWords = useRefusalWords();
  const [held, send] = useActionState(settle, null);
  return (
    <form action={send} className="flex flex-wrap items-center gap-2">
      <input name="kind" type="hidden" value={kind} />
      {id !== undefined && <input name="id" type="hidden" value={id} />}
      {choices.map(({ wish, label, about }) => (
        <Button key={wish} look="secondary" name="wish" size="small" type="submit" value={wish}>
          {label}
          {about !== undefined && <span className="sr-only"> {about}</span>}
        </Button>
      ))}
      {held && (
        <p className="text-sm text-danger" role="alert">
          {refusalWords(held.refusal.code)}
        </p>
      )}
    </form>
  );
}
