"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { COUNTED_MAX } from "@/lib/inbox-view";
import { Icon } from "../ui/icon";
import { isWaiting } from "./live-list";
import type { LiveList } from "./use-live-list";

interface ListHeaderProps {
  title: string;
  /** Whose list it is. */
  of?: string;
  list: LiveList;
  /** How many there are in all, where that is known. */
  total?: number | undefined;
  /** Lets the reader look only at what waits for an answer. */
  waiting?: { isOnly: boolean; onToggle: () => void };
  /** What begins something new. */
  action?: ReactNode;
  children?: ReactNode;
}

/** What the list is, and how much there is to do. Where older ones are not loaded, counts say "at least". */
export function ListHeader({ title, of, list, total, waiting, action, children }: ListHeaderProps) {
  const t = useTranslations("inbox.list");
  const { conversations, hasMore } = list;
  const isMore = total === undefined ? hasMore : total >= COUNTED_MAX;
  const count = isMore && total !== undefined ? COUNTED_MAX - 1 : (total ?? conversations.length);
  const waitingCount = conversations.filter(isWaiting).length;
  return (
    <header className="shrink-0 px-5 pt-4 pb-3">
      <div className="flex min-h-8 items-center justify-between gap-3">
        <h1 className="min-w-0 flex-1 truncate font-display text-xl">{title}</h1>
        {action}
      </div>
      <div className="mt-0.5 flex min-h-5 items-center justify-between gap-2">
        <p className="min-w-0 truncate text-xs text-ink-soft">
          {of !== undefined && <bdi>{of}</bdi>}
          {of !== undefined && count > 0 && " · "}
          {count > 0 && t(isMore ? "countOrMore" : "count", { count })}
        </p>
        {waiting && (waitingCount > 0 || waiting.isOnly) && (
          <button
            aria-pressed={waiting.isOnly}
            className="-my-0.5 inline-flex h-6 shrink-0 items-center whitespace-nowrap gap-1 rounded-full border border-transparent bg-clay-tint px-2.5 text-xs font-medium text-clay-ink tabular-nums hover:border-clay-ink aria-pressed:bg-clay aria-pressed:text-on-clay forced-colors:aria-pressed:underline"
            onClick={waiting.onToggle}
            title={t("onlyWaiting")}
            type="button"
          >
            <Icon className="size-3.5" name="waits" />
            {t(hasMore ? "waitingOrMore" : "waiting", { count: waitingCount })}
          </button>
        )}
      </div>
      {children}
    </header>
  );
}
