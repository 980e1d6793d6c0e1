"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { TagChip } from "./tag-chip";
import type { WorkPartProps } from "./work-bar";

interface TagPickerProps extends Omit<WorkPartProps, "of"> {
  trigger: ReactNode;
}

/** Which tags a conversation carries, of those there are. */
export function TagPicker({ standing: { work, tags, isOwner }, change, refresh, trigger }: TagPickerProps) {
  const t = useTranslations("work.tags");
  const business = useSearchParams().get("business");
  const [isOpen, setOpen] = useState(true);
  const [sought, setSought] = useState("");
  const found = tags.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()));

  function open(isOpening: boolean) {
    if (isOpening) refresh();
    setSought("");
    setOpen(isOpening);
  }

  return (
    <Dialog isOpen={isOpen} onOpenChange={open} title={t("label")} trigger={trigger}>
      {tags.length > 0 && (
        <TextField
          autoComplete="off"
          label={t("find")}
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
                checked={work.tags.includes(tag.id)}
                className="size-4.5 accent-pine"
                onChange={({ target }) => void change({ tag: { id: tag.id, on: target.checked } })}
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
      {isOwner && (
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
