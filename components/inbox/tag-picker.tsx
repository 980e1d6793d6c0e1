"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { type ReactNode, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { TAG_NAME_LENGTH_MAX, TAGS_PER_BUSINESS_MAX, type Tag, tagColors } from "@/lib/tags";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { useRefusalWords } from "../use-refusal-words";
import { TagChip } from "./tag-chip";

export type MakeTag = (asked: Omit<Tag, "id">) => Promise<ActionResult<Tag>>;

interface TagPickerProps {
  tags: Tag[];
  carried: string[];
  onPut: (tag: { id: string; on: boolean }) => void;
  /** For those who make tags. */
  make: MakeTag | undefined;
  /** Whoever looks sees the newest. */
  refresh: () => Promise<unknown>;
  trigger: ReactNode;
}

/** Which tags a conversation or a customer carries, of those there are. */
export function TagPicker({ tags, carried, onPut, make, refresh, trigger }: TagPickerProps) {
  const t = useTranslations("work.tags");
  const business = useSearchParams().get("business");
  const [isOpen, setOpen] = useState(true);
  const [sought, setSought] = useState("");
  const name = sought.trim();
  const found = tags.filter((tag) => tag.name.toLowerCase().includes(name.toLowerCase()));
  const isNew = name !== "" && !tags.some((tag) => tag.name.toLowerCase() === name.toLowerCase());

  function open(isOpening: boolean) {
    if (isOpening) void refresh();
    setSought("");
    setOpen(isOpening);
  }

  async function putOn({ id }: Tag) {
    await refresh();
    setSought("");
    onPut({ id, on: true });
  }

  return (
    <Dialog isOpen={isOpen} onOpenChange={open} title={t("label")} trigger={trigger}>
      {(tags.length > 0 || make) && (
        <TextField
          autoComplete="off"
          label={t(make ? "findOrMake" : "find")}
          maxLength={TAG_NAME_LENGTH_MAX}
          onChange={({ target }) => setSought(target.value)}
          type="search"
          value={sought}
        />
      )}
      <ul className="mt-3 space-y-0.5">
        {found.map((tag) => (
          <li key={tag.id}>
            <label className="flex min-h-10 items-center gap-3 rounded-md px-2 hover:bg-sunken">
              <input
                checked={carried.includes(tag.id)}
                className="size-4.5 accent-pine"
                onChange={({ target }) => onPut({ id: tag.id, on: target.checked })}
                type="checkbox"
              />
              <TagChip tag={tag} />
            </label>
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p className="text-sm text-ink-soft" role="status">
          {t(tags.length === 0 ? "none" : "noMatch")}
        </p>
      )}
      {make && isNew && <NewTag count={tags.length} make={make} name={name} onMade={putOn} />}
      {make && (
        <Link
          className="mt-4 inline-block text-sm text-pine-ink underline"
          href={{ pathname: "/inbox/settings", ...(business !== null && { query: { business } }) }}
        >
          {t("manage")}
        </Link>
      )}
    </Dialog>
  );
}

interface NewTagProps {
  name: string;
  /** How many there are. */
  count: number;
  make: MakeTag;
  onMade: (tag: Tag) => Promise<void>;
}

/** A tag that there is none of, made as it is called; its colour is the next in turn, and changed in the settings. */
function NewTag({ name, count, make, onMade }: NewTagProps) {
  const t = useTranslations("work");
  const refusalWords = useRefusalWords();
  const [problem, setProblem] = useState("");
  const [isOnItsWay, startTransition] = useTransition();
  const color = tagColors[count % tagColors.length] ?? "moss";

  const submit = () =>
    startTransition(async () => {
      const result = await answered(make({ name, color }));
      if (result.ok) {
        await onMade(result.value);
        return;
      }
      const { code } = result.refusal;
      if (code === "conflict") setProblem(t("settings.tags.taken"));
      else if (code === "too-many" && count >= TAGS_PER_BUSINESS_MAX)
        setProblem(t("settings.tags.full", { max: TAGS_PER_BUSINESS_MAX }));
      else setProblem(refusalWords(code));
    });

  return (
    <div className="mt-3">
      <Button
        className="max-w-full min-w-0"
        disabled={isOnItsWay}
        look="secondary"
        onClick={submit}
        size="small"
      >
        <span className="truncate">{t("tags.make", { name })}</span>
      </Button>
      {problem && (
        <p className="mt-2 text-sm text-danger" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
