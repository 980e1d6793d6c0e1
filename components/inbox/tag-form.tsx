"use client";

import { useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { TAG_NAME_LENGTH_MAX, type Tag, type TagColor, tagColors, tagHues } from "@/lib/tags";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";

type Named = Pick<Tag, "name" | "color">;

interface TagFormProps {
  tag?: Tag;
  /** What the button says. */
  words: string;
  /** Answers with what is wrong, or nothing. */
  onSave: (named: Named) => Promise<string | undefined>;
}

/** What a tag is called and how it looks. */
export function TagForm({ tag, words, onSave }: TagFormProps) {
  const t = useTranslations("work");
  const [name, setName] = useState(tag?.name ?? "");
  const [color, setColor] = useState<TagColor>(tag?.color ?? "moss");
  const [problem, setProblem] = useState<string>();
  const [isOnItsWay, startTransition] = useTransition();
  const submit = () => startTransition(async () => setProblem(await onSave({ name, color })));
  return (
    <form action={submit} className="space-y-4">
      <TextField
        autoComplete="off"
        dir="auto"
        error={problem}
        label={t("settings.tags.name")}
        maxLength={TAG_NAME_LENGTH_MAX}
        onChange={({ target }) => setName(target.value)}
        required
        value={name}
      />
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">{t("settings.tags.color")}</legend>
        <div className="flex flex-wrap gap-2">
          {tagColors.map((each) => (
            <label
              className="tone-fill flex min-h-9 cursor-pointer items-center gap-2 rounded-full px-3 text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-pine-ink"
              key={each}
              style={{ "--hue": tagHues[each] }}
            >
              <input
                checked={color === each}
                className="accent-current"
                onChange={() => setColor(each)}
                type="radio"
                value={each}
              />
              {t(`colors.${each}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <Button disabled={isOnItsWay || name.trim() === ""} size="small" type="submit">
        {words}
      </Button>
    </form>
  );
}
