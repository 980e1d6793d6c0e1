"use client";

import { useActionState } from "react";
import { useTranslations } from "use-intl/react";
import type { HeldForm } from "@/lib/held-form";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { useRefusalWords } from "../use-refusal-words";

interface LimitFormProps {
  action: (before: HeldForm | null, form: FormData) => Promise<HeldForm>;
  name: string;
  /** What the limit is called. */
  label: string;
  uses: number;
  bounds: { min: number; max: number };
}

/** How many uses a limit allows; the same with scripts and without, and what was typed is kept where it is refused. */
export function LimitForm({ action, name, label, uses, bounds: { min, max } }: LimitFormProps) {
  const t = useTranslations("limits");
  const refusalWords = useRefusalWords();
  const [held, send, isOnItsWay] = useActionState(action, null);
  const code = held?.refusal.code;
  const bounds = t("bounds", { min, max });
  return (
    <details className="mt-1" open={held !== null}>
      <summary
        aria-label={t("changeThis", { name: label })}
        className="inline-flex min-h-8 w-fit cursor-pointer items-center text-sm text-pine-ink underline"
      >
        {t("change")}
      </summary>
      <form action={send} className="mt-2 flex flex-wrap items-start gap-2">
        <input name="name" type="hidden" value={name} />
        <TextField
          className="w-56"
          defaultValue={held?.typed.uses ?? uses}
          dir="ltr"
          error={code && (code === "bad-command" ? t("wrong", { min, max }) : refusalWords(code))}
          hint={bounds}
          inputMode="numeric"
          key={held?.typed.uses}
          label={t("uses")}
          name="uses"
          required
        />
        <Button
          aria-label={t("saveThis", { name: label })}
          className="mt-6.5 h-11"
          disabled={isOnItsWay}
          size="small"
          type="submit"
        >
          {t("save")}
        </Button>
      </form>
    </details>
  );
}
