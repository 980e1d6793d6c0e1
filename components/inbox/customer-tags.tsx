"use client";

import { type ComponentProps, lazy, useOptimistic, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { TAGS_PER_CUSTOMER_MAX } from "@/lib/customer-limits";
import type { Tag } from "@/lib/tags";
import { answered } from "../answered";
import { patiently } from "../patiently";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import type { CustomerActions } from "./customer-actions";
import { TagChip } from "./tag-chip";
import type { MakeTag } from "./tag-picker";

const TagPicker = lazy(
  patiently(() => import("./tag-picker").then((module) => ({ default: module.TagPicker }))),
);

interface CustomerTagsProps {
  conversationId: string;
  tags: string[];
  tagsOfBusiness: Tag[];
  setTag: CustomerActions["setTag"];
  make: MakeTag | undefined;
  reload: () => Promise<unknown>;
}

/** Which of the business's tags a customer has. */
export function CustomerTags(props: CustomerTagsProps) {
  const { conversationId, tags, tagsOfBusiness, setTag, make, reload } = props;
  const t = useTranslations("customers.tags");
  const toast = useToast();
  const refusalWords = useRefusalWords();
  const [isAsked, setAsked] = useState(false);
  const [, startTransition] = useTransition();
  const [shown, show] = useOptimistic(tags, (before, { id, on }: { id: string; on: boolean }) =>
    on ? [...before, id] : before.filter((each) => each !== id),
  );
  const chips = shown.flatMap((id) => tagsOfBusiness.find((tag) => tag.id === id) ?? []);

  function put({ id, on }: { id: string; on: boolean }) {
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

  const button = (more: ComponentProps<"button">) => (
    <Button aria-haspopup="dialog" className="-ms-3" look="quiet" size="small" {...more}>
      <Icon className="size-4.5" name="tag" />
      {t("choose")}
    </Button>
  );
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">{t("title")}</h3>
      {chips.length > 0 && (
        <ul className="mb-1.5 flex flex-wrap gap-1.5">
          {chips.map((tag) => (
            <li key={tag.id}>
              <TagChip tag={tag} />
            </li>
          ))}
        </ul>
      )}
      {isAsked ? (
        <TagPicker
          {...{ make, tags: tagsOfBusiness, carried: shown }}
          onPut={put}
          refresh={reload}
          trigger={button({})}
        />
      ) : (
        button({ onClick: () => startTransition(() => setAsked(true)) })
      )}
    </section>
  );
}
