"use client";

import { useId } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import type { Since } from "@/lib/since";
import { priorities } from "@/lib/work";
import { isolated } from "../conversation/presence";
import { useMoment } from "../steps/card";
import { IconButton } from "../ui/icon-button";

/** What happened since the reader looked, in a few lines: facts, no guesses. */
export function SinceCard({ since, onClose }: { since: Since; onClose: () => void }) {
  const t = useTranslations("since");
  const close = useTranslations("common")("close");
  const lines = useLines(since);
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="mx-auto mt-1 mb-2 w-[min(32rem,calc(100%-2rem))] rounded-lg border border-line bg-surface py-2 ps-4 pe-2 text-sm"
    >
      <div className="flex items-center gap-2">
        <h3 className="min-w-0 flex-1 font-medium" id={id}>
          {t("title")}
        </h3>
        <IconButton icon="close" label={close} onClick={onClose} size="small-round" />
      </div>
      <ul className="flex flex-col gap-0.5 pe-2 pb-1 text-ink-soft">
        {lines.map((line) => (
          <li className="break-words" key={line}>
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}

function useLines(since: Since): string[] {
  const t = useTranslations("since");
  const work = useTranslations("work");
  const closing = useTranslations("common.closing");
  const locale = useLocale();
  const moment = useMoment();
  const { said, hasMore, status, assignee, priority, tagged, untagged, promises } = since;
  const all = (names: string[]) =>
    new Intl.ListFormat(locale, { type: "conjunction" }).format(names.map((name) => isolated(name, locale)));
  const whom = (name: string | null) =>
    name === null ? work("assignee.nobody") : isolated(name || work("former"), locale);
  const rank = (value: number) => work(`priority.${priorities[value] ?? "normal"}`);
  const turned = (what: string, was: string | undefined, now: string) =>
    was === undefined ? t("now", { what, now }) : t("turned", { what, was, now });
  return [
    ...said.map(({ name, count }) => t("said", { count, name: isolated(name, locale) })),
    ...(hasMore ? [t("more")] : []),
    ...(status
      ? [
          turned(
            work("status.label"),
            status.was && work(`status.${status.was}`),
            work(`status.${status.now}`),
          ),
        ]
      : []),
    ...(assignee ? [turned(work("assignee.label"), whom(assignee.was ?? null), whom(assignee.now))] : []),
    ...(priority
      ? [
          turned(
            work("priority.label"),
            priority.was === undefined ? undefined : rank(priority.was),
            rank(priority.now),
          ),
        ]
      : []),
    ...(tagged.length > 0 ? [t("tagged", { tags: all(tagged) })] : []),
    ...(untagged.length > 0 ? [t("untagged", { tags: all(untagged) })] : []),
    ...(since.closing ? [t("closing", { state: closing(since.closing) })] : []),
    ...promises.map(({ text, dueAt }) => t("promise", { text: isolated(text, locale), when: moment(dueAt) })),
  ];
}
