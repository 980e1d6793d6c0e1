"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import type { Topic, WrittenPost } from "@/lib/broadcast";

interface PostOptionsProps {
  topics: Topic[];
  written: WrittenPost;
  onWrite: (changed: Partial<WrittenPost>) => void;
}

/** What a post is about, whether anybody is told of it, and whether its readers confirm it. */
export function PostOptions({ topics, written, onWrite }: PostOptionsProps) {
  const t = useTranslations("desk");
  const topicField = useId();
  const { topicId, isSilent, asksToConfirm } = written;
  return (
    <div className="divide-y divide-line rounded-xl border border-line bg-surface">
      {topics.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-3">
          <label className="min-w-24 flex-1 font-medium" htmlFor={topicField}>
            {t("topic.label")}
          </label>
          <select
            className="h-10 max-w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-base sm:text-sm"
            id={topicField}
            onChange={({ target }) => onWrite({ topicId: target.value || null })}
            value={topicId ?? ""}
          >
            <option value="">{t("topic.all")}</option>
            {topics.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <Choice
        advice={t("silent.advice")}
        isChosen={isSilent}
        label={t("silent.label")}
        onChoose={(isChosen) => onWrite({ isSilent: isChosen })}
      />
      <Choice
        advice={t("confirmed.option.advice")}
        isChosen={asksToConfirm}
        label={t("confirmed.option.label")}
        onChoose={(isChosen) => onWrite({ asksToConfirm: isChosen })}
      />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  advice: string;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}

function Choice({ label, advice, isChosen, onChoose }: ChoiceProps) {
  const note = useId();
  return (
    <div className="px-4 py-3">
      <label className="flex min-h-8 items-center gap-3 font-medium">
        <input
          aria-describedby={note}
          checked={isChosen}
          className="size-5 accent-pine"
          onChange={({ target }) => onChoose(target.checked)}
          type="checkbox"
        />
        {label}
      </label>
      <p className="mt-0.5 text-sm text-ink-soft" id={note}>
        {advice}
      </p>
    </div>
  );
}
