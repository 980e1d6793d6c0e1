"use client";

import { useTranslations } from "use-intl/react";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { useRefusalWords } from "../use-refusal-words";

interface PlainFormProps {
  /** Where it is sent. */
  to: string;
  /** By it the same form, sent twice, is one message. */
  form: string;
  /** Whom one writes to. */
  name: string;
  /** What could not be sent, and why. */
  draft: string;
  problem: string | undefined;
}

/** Words, a file or both; the words come first in what is sent, so that they are not lost with a file that is too large. */
export function PlainForm({ to, form, name, draft, problem }: PlainFormProps) {
  const t = useTranslations("plain");
  const said = useTranslations("conversation.composer");
  const reason = useReason(problem);
  return (
    <form action={to} className="space-y-3" encType="multipart/form-data" method="post">
      {problem !== undefined && (
        <Banner icon="failed" look="danger">
          {t("problem", { reason })} {draft && t("kept")}
        </Banner>
      )}
      <input name="form" type="hidden" value={form} />
      <label className="block text-sm font-medium" htmlFor="plain-body">
        {said("label", { name })}
      </label>
      <textarea
        className="block w-full rounded-lg border border-line-strong bg-surface px-3.5 py-2.5 text-base wrap-anywhere"
        defaultValue={draft}
        dir="auto"
        id="plain-body"
        maxLength={BODY_LENGTH_MAX}
        name="body"
        rows={4}
      />
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-60">
          <label className="block text-sm font-medium" htmlFor="plain-file">
            {t("file")}
          </label>
          <input
            aria-describedby="plain-file-hint"
            className="mt-1 block w-full text-sm file:me-3 file:h-8 file:rounded-md file:border file:border-line-strong/60 file:bg-surface file:px-3 file:text-ink"
            id="plain-file"
            name="file"
            type="file"
          />
          <p className="mt-1 text-xs text-ink-faint" id="plain-file-hint">
            {t("fileHint")}
          </p>
        </div>
        <Button type="submit">{said("send")}</Button>
      </div>
    </form>
  );
}

/** Two say more of a form than of what else is refused by them. */
function useReason(problem = ""): string {
  const t = useTranslations("plain.problems");
  const refusalWords = useRefusalWords();
  return problem === "bad-command" || problem === "too-long" ? t(problem) : refusalWords(problem);
}
