"use client";

import { useEffect, useRef, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import type { ConfirmationCounts, ConfirmedCursor, ConfirmedPage } from "@/lib/confirmation";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Time } from "../ui/time";
import { useRefusalWords } from "../use-refusal-words";

export interface Confirmations {
  counts: ConfirmationCounts;
  page: ConfirmedPage;
}

interface ConfirmedProps {
  post: { businessId: string; id: string };
  confirmations: Confirmations;
  /** How many follow the business. */
  readers: number;
  more: (asked: {
    businessId: string;
    id: string;
    before: ConfirmedCursor;
  }) => Promise<ActionResult<ConfirmedPage>>;
}

/** How many confirmed a post, and who of them agreed to be named. */
export function Confirmed({ post, confirmations: { counts, page }, readers, more }: ConfirmedProps) {
  const t = useTranslations("desk.confirmed");
  const { now, before, ofReaders, named, isMore } = counts;
  const number = (count: number) => t(isMore ? "atLeast" : "number", { count });
  return (
    <section aria-label={t("title")} className="rounded-xl border border-line bg-surface p-4 sm:p-5">
      <h2 className="font-display text-lg">{t("title")}</h2>
      <dl className="mt-3 grid grid-cols-3 gap-3">
        <Figure label={t("now")} value={number(now)} />
        <Figure label={t("before")} value={number(before)} />
        <Figure label={t("named")} value={number(named)} />
      </dl>
      {readers > 0 && (
        <>
          <div aria-hidden="true" className="mt-4 h-2 overflow-hidden rounded-full bg-sunken">
            <div
              className="h-full rounded-full bg-pine-ink forced-colors:bg-[Highlight]"
              style={{ width: `${Math.min(100, (100 * ofReaders) / readers)}%` }}
            />
          </div>
          <p className="mt-2 text-sm text-ink-soft">{t("ofReaders", { count: ofReaders, readers })}</p>
        </>
      )}
      {before > 0 && <p className="mt-1 text-sm text-ink-soft">{t("beforeAdvice", { count: before })}</p>}
      <Names first={page} more={more} post={post} />
      <p className="mt-3 text-sm text-ink-faint">{t("advice")}</p>
    </section>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex flex-col justify-between">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd className="font-display text-2xl tabular-nums">{value}</dd>
    </div>
  );
}

type NamesProps = Pick<ConfirmedProps, "post" | "more"> & { first: ConfirmedPage };

function Names({ post, first, more }: NamesProps) {
  const t = useTranslations("desk.confirmed");
  const refusalWords = useRefusalWords();
  const [{ confirmed, hasMore }, setShown] = useState(first);
  const [problem, setProblem] = useState<string>();
  const [isLoading, startLoading] = useTransition();
  const list = useRef<HTMLUListElement>(null);
  const pressedAt = useRef<number>(undefined);
  const last = confirmed.at(-1);
  // The button may be gone: reading goes on with the first of those that came.
  useEffect(() => {
    const at = pressedAt.current;
    if (at === undefined || confirmed.length === at) return;
    list.current?.querySelector<HTMLElement>(`li:nth-child(${at + 1})`)?.focus();
    pressedAt.current = undefined;
  }, [confirmed]);

  async function showMore({ id, confirmedAt }: ConfirmedCursor) {
    const { businessId, id: postId } = post;
    pressedAt.current = confirmed.length;
    const result = await answered(more({ businessId, id: postId, before: { id, confirmedAt } }));
    setProblem(result.ok ? undefined : result.refusal.code);
    if (result.ok)
      setShown((shown) => ({ ...result.value, confirmed: [...shown.confirmed, ...result.value.confirmed] }));
  }

  return (
    <div className="mt-4 border-t border-line pt-3">
      <h3 className="text-sm font-medium text-ink-soft">{t("names")}</h3>
      {confirmed.length === 0 && <p className="mt-1 text-sm text-ink-faint">{t("nobody")}</p>}
      <ul aria-label={t("names")} className="mt-1 divide-y divide-line empty:hidden" ref={list}>
        {confirmed.map(({ id, name, confirmedAt, isOfNow }) => (
          <li className="flex flex-wrap items-baseline gap-x-3 py-2" key={id} tabIndex={-1}>
            <span className="min-w-0 flex-1 basis-32 wrap-anywhere">
              <bdi>{name}</bdi>
            </span>
            <span className="text-sm text-ink-soft">
              {!isOfNow && `${t("ofBefore")} · `}
              <Time at={confirmedAt} form="list" isExact />
            </span>
          </li>
        ))}
      </ul>
      {problem && (
        <p className="mt-2 text-sm text-danger" role="alert">
          {refusalWords(problem)}
        </p>
      )}
      {hasMore && last && (
        <Button
          aria-disabled={isLoading}
          className="mt-2 w-full"
          look="secondary"
          onClick={() => {
            if (!isLoading) startLoading(() => showMore(last));
          }}
          size="small"
        >
          {t("more")}
        </Button>
      )}
    </div>
  );
}

/** In place of what readers are asked beneath the post, for who writes it. */
export function AsksToConfirm() {
  const t = useTranslations("desk.confirmed");
  return (
    <p className="flex items-start gap-2 rounded-lg border border-pine-ink/40 bg-pine-tint p-3.5 font-medium">
      <Icon className="mt-0.5 size-5 shrink-0 text-pine-ink" name="flag" />
      {t("asked")}
    </p>
  );
}
