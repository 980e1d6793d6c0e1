"use client";

import { useId, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { TAGS_PER_BUSINESS_MAX, type Tag } from "@/lib/tags";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { IconButton } from "../ui/icon-button";
import { useRefusalWords } from "../use-refusal-words";
import { TagChip } from "./tag-chip";
import { TagForm } from "./tag-form";

type Named = Pick<Tag, "name" | "color">;

interface TagSettingsProps {
  businessId: string;
  tags: Tag[];
  create: (asked: Named & { businessId: string }) => Promise<ActionResult<Tag>>;
  edit: (asked: Tag & { businessId: string }) => Promise<ActionResult<Tag>>;
  remove: (asked: { businessId: string; id: string }) => Promise<ActionResult<unknown>>;
}

/** The tags of a business, for whoever makes them. */
export function TagSettings({ businessId, tags: atFirst, create, edit, remove }: TagSettingsProps) {
  const t = useTranslations("work.settings.tags");
  const refusalWords = useRefusalWords();
  const headingId = useId();
  const [tags, setTags] = useState(atFirst);
  const [isEditing, setEditing] = useState<Tag>();
  const [isRemoving, setRemoving] = useState<Tag>();
  const [problem, setProblem] = useState<string>();
  const [isOnItsWay, startTransition] = useTransition();

  function keep(changed: Tag) {
    const others = tags.filter(({ id }) => id !== changed.id);
    setTags([...others, changed].toSorted((one, other) => one.name.localeCompare(other.name)));
  }

  /** What is wrong, or nothing. */
  async function save(named: Named, tag?: Tag): Promise<string | undefined> {
    const asked = { businessId, ...named };
    const result = await answered(tag ? edit({ ...asked, id: tag.id }) : create(asked));
    if (result.ok) {
      keep(result.value);
      setEditing(undefined);
      return;
    }
    const { code } = result.refusal;
    if (code === "conflict") return t("taken");
    return code === "too-many" && tags.length >= TAGS_PER_BUSINESS_MAX
      ? t("full", { max: TAGS_PER_BUSINESS_MAX })
      : refusalWords(code);
  }

  const takeAway = ({ id }: Tag) =>
    startTransition(async () => {
      const result = await answered(remove({ businessId, id }));
      setProblem(result.ok ? undefined : refusalWords(result.refusal.code));
      if (!result.ok) return;
      setTags((before) => before.filter((tag) => tag.id !== id));
      setRemoving(undefined);
    });

  return (
    <section aria-labelledby={headingId}>
      <h2 className="font-display text-xl" id={headingId}>
        {t("title")}
      </h2>
      <p className="mt-1 mb-3 text-sm text-ink-soft">{t("advice")}</p>
      <ul className="mb-6 divide-y divide-line rounded-lg border border-line bg-surface">
        {tags.length === 0 && <li className="px-4 py-3 text-sm text-ink-soft">{t("none")}</li>}
        {tags.map((tag) => (
          <li className="flex min-h-13 items-center gap-1 ps-4 pe-2" key={tag.id}>
            <span className="min-w-0 flex-1">
              <TagChip tag={tag} />
            </span>
            <IconButton icon="edit" label={t("edit", { name: tag.name })} onClick={() => setEditing(tag)} />
            <IconButton icon="bin" label={t("delete", { name: tag.name })} onClick={() => setRemoving(tag)} />
          </li>
        ))}
      </ul>
      <h3 className="mb-3 font-semibold">{t("new")}</h3>
      <TagForm key={tags.length} onSave={save} words={t("add")} />
      <Dialog
        isOpen={isEditing !== undefined}
        onOpenChange={() => setEditing(undefined)}
        title={t("edit", { name: isEditing?.name ?? "" })}
      >
        {isEditing && (
          <TagForm onSave={(named) => save(named, isEditing)} tag={isEditing} words={t("save")} />
        )}
      </Dialog>
      <Dialog
        description={t("sureAdvice")}
        isOpen={isRemoving !== undefined}
        onOpenChange={() => setRemoving(undefined)}
        title={t("sure", { name: isRemoving?.name ?? "" })}
      >
        {problem && (
          <p className="mb-3 text-sm text-danger" role="alert">
            {problem}
          </p>
        )}
        <Button disabled={isOnItsWay} look="danger" onClick={() => isRemoving && takeAway(isRemoving)}>
          {t("confirm")}
        </Button>
      </Dialog>
    </section>
  );
}
