"use client";

import { useActionState, useId } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { useRefusalWords } from "../use-refusal-words";

type Result = ActionResult<{ showsPresence: boolean }>;

interface PresenceSettingProps {
  isOn: boolean;
  set: (before: Result | null, form: FormData) => Promise<Result>;
}

/** Whether others are told that one is there. */
export function PresenceSetting({ isOn, set }: PresenceSettingProps) {
  const t = useTranslations("settings");
  const refusalWords = useRefusalWords();
  const id = useId();
  const [result, submit, isOnItsWay] = useActionState(set, null);
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 className="font-display text-xl" id={`${id}-title`}>
        {t("presence.title")}
      </h2>
      <form action={submit} className="mt-3 rounded-xl border border-line bg-surface p-5">
        <label className="flex min-h-10 items-center gap-3 font-medium">
          <input
            aria-describedby={`${id}-advice`}
            className="size-5 accent-pine"
            defaultChecked={isOn}
            // What was saved is what it goes back to.
            key={String(isOn)}
            name="showsPresence"
            type="checkbox"
          />
          {t("presence.label")}
        </label>
        <p className="mt-1 text-sm text-ink-soft" id={`${id}-advice`}>
          {t("presence.advice")}
        </p>
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <Button disabled={isOnItsWay} size="small" type="submit">
            {t("save")}
          </Button>
          {result &&
            (result.ok ? (
              <p className="text-sm text-ink-soft" role="status">
                {t(result.value.showsPresence ? "presence.isShown" : "presence.isHidden")}
              </p>
            ) : (
              <Banner icon="failed" look="danger">
                {refusalWords(result.refusal.code)}
              </Banner>
            ))}
        </div>
      </form>
    </section>
  );
}
