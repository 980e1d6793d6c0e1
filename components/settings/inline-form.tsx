"use client";

import { type ReactNode, useActionState, useId } from "react";
import type { HeldForm } from "@/lib/held-form";
import { Banner } from "../ui/banner";
import { Button, type ButtonStyle } from "../ui/button";
import { TextField } from "../ui/text-field";
import { useRefusalWords } from "../use-refusal-words";

export type InlineAction = (before: HeldForm | null, form: FormData) => Promise<HeldForm>;

interface InlineFormProps {
  action: InlineAction;
  /** What it is about. */
  of: Record<string, string>;
  button: string;
  /** Of several with the same words on the button, what tells them apart. */
  label?: string;
  look?: ButtonStyle["look"];
  /** What is said instead of the refusal's own words, where it is that nobody else would be left. */
  conflict?: string;
  /** Why it is done, where that is asked for; `wrong` is said where it is none. */
  reason?: { label: string; hint: string; wrong: string; lengthMax: number };
  children?: ReactNode;
}

/** One thing somebody does, by a form that works without scripts; what was typed is kept where it is refused. */
export function InlineForm({ action, of, button, label, look = "secondary", ...more }: InlineFormProps) {
  const { conflict, reason, children } = more;
  const refusalWords = useRefusalWords();
  const [held, send, isOnItsWay] = useActionState(action, null);
  const code = held?.refusal.code;
  const id = useId();
  return (
    <form action={send} aria-describedby={code ? id : undefined} className="flex flex-wrap items-end gap-2">
      {code && (
        <div className="w-full" id={id}>
          <Banner icon="failed" look="danger">
            {code === "conflict" && conflict
              ? conflict
              : code === "bad-command" && reason
                ? reason.wrong
                : refusalWords(code)}
          </Banner>
        </div>
      )}
      {Object.entries(of).map(([name, value]) => (
        <input key={name} name={name} type="hidden" value={value} />
      ))}
      {reason && (
        <TextField
          className="min-w-0 flex-1 basis-60"
          defaultValue={held?.typed.reason ?? ""}
          dir="auto"
          hint={reason.hint}
          key={held?.typed.reason}
          label={reason.label}
          maxLength={reason.lengthMax}
          name="reason"
          required
        />
      )}
      {children}
      <Button
        aria-label={label}
        className={reason ? "mb-6.5 h-11" : ""}
        disabled={isOnItsWay}
        look={look}
        size="small"
        type="submit"
      >
        {button}
      </Button>
    </form>
  );
}
