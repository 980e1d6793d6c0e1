"use client";

import { useOptimistic, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { TAGS_PER_CUSTOMER_MAX } from "@/lib/customer-limits";
import { type Tag, tagHues } from "@/lib/tags";
import { answered } from "../granted";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import type { CustomerActions } from "./customer-actions";

interface CustomerTagsProps {
  conversationId: string;
  tags: string[];
  tagsOfBusiness: Tag[];
  setTag: CustomerActions["setTag"];
  reload: () => Promise<unknown>;
}

/** Which of the business's tags a customer has. */
export function CustomerTags({ conversationId, tags, tagsOfBusiness, setTag, reload }: CustomerTagsProps) {
  const t = useTranslations("customers.tags");
  const toast = useToast();
  const refusalWords = useRefusalWords();
  const [, startTransition] = useTransition();
  const [shown, show] = useOptimistic(tags, (before, { id, on }: { id: string; on: boolean }) =>
    on ? [...before, id] : before.filter((each) => each !== id),
  );

  function put(id: string, on: boolean) {
    if (on && shown.length >= TAGS_PER_CUSTOMER_MAX) {
      toast({ text: t("full", { max: TAGS_PER_CUSTOMER_MAX }) });
      return;
    }
    startTransition(async () => {
      show({ id, on });
      const result = await answered(setTag({ conversationId, tagId: id, on }));
      if (!result.ok) toast({ text: refusalWords(result.refusal.code) });
      await reload();
    });
  }

  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">{t("title")}</h3>
      {tagsOfBusiness.length === 0 ? (
        <p className="text-sm text-ink-soft">{t("none")}</p>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a look of its own
        <div aria-label={t("choose")} className="flex flex-wrap gap-1.5" role="group">
          {tagsOfBusiness.map(({ id, name, color }) => (
            <button
              aria-pressed={shown.includes(id)}
              className={`min-h-7 max-w-full truncate rounded-full border px-2.5 py-0.5 text-xs font-medium ${shown.includes(id) ? "tone-fill border-current" : "border-dashed border-line-strong text-ink-soft hover:bg-sunken"}`}
              key={id}
              onClick={() => put(id, !shown.includes(id))}
              style={{ "--hue": tagHues[color] }}
              type="button"
            >
              <bdi>{name}</bdi>
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
