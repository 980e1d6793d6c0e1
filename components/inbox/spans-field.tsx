"use client";

import { useId, useRef } from "react";
import { flushSync } from "react-dom";
import { useTranslations } from "use-intl/react";
import { isOvernight } from "@/lib/opening-hours";
import { isClockTime, SHIFTS_PER_DAY_MAX } from "@/lib/reception";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { newSpan, problemOfSpans, type Span } from "./hours-draft";

interface SpansFieldProps {
  /** Of which day. */
  day: string;
  spans: Span[];
  onChange: (spans: Span[]) => void;
  /** Whether what is wrong is said. */
  isChecked: boolean;
}

export const timeFieldClass =
  "h-10 min-w-0 rounded-md border border-line-strong bg-surface px-2 text-base tabular-nums outline-none focus-visible:border-pine-ink focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-pine-ink aria-invalid:border-danger";

/** From when to when it is open on a day; none is closed. */
export function SpansField({ day, spans, onChange, isChecked }: SpansFieldProps) {
  const t = useTranslations("reception.hours");
  const noteId = useId();
  const list = useRef<HTMLUListElement>(null);
  const adding = useRef<HTMLButtonElement>(null);
  const problem = isChecked ? problemOfSpans(spans) : undefined;
  const change = (id: string, times: Partial<Span>) =>
    onChange(spans.map((span) => (span.id === id ? { ...span, ...times } : span)));

  function add() {
    flushSync(() => onChange([...spans, newSpan(spans)]));
    list.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus();
  }

  function remove(id: string) {
    flushSync(() => onChange(spans.filter((span) => span.id !== id)));
    adding.current?.focus();
  }

  const time = (span: Span, end: "from" | "to") => (
    <input
      aria-describedby={problem ? noteId : undefined}
      aria-invalid={problem === "overlap" || (problem && !isClockTime(span[end])) ? true : undefined}
      aria-label={t(end, { day })}
      className={timeFieldClass}
      onChange={({ target }) => change(span.id, { [end]: target.value })}
      type="time"
      value={span[end]}
    />
  );

  return (
    <div className="min-w-0 flex-1">
      <div className="items-start gap-1 max-sm:has-[p]:flex sm:flex">
        {spans.length === 0 ? (
          <p className="flex min-h-10 flex-1 items-center text-ink-soft">{t("closed")}</p>
        ) : (
          <ul className="flex-1 space-y-2" ref={list}>
            {spans.map((span) => (
              <li className="flex flex-wrap items-center gap-1" key={span.id}>
                {time(span, "from")}
                <span aria-hidden="true">–</span>
                {time(span, "to")}
                <IconButton
                  icon="bin"
                  label={t("remove", { day, from: span.from, to: span.to })}
                  onClick={() => remove(span.id)}
                />
                {span.from && span.to && isOvernight(span.from, span.to) && span.to !== "00:00" && (
                  <span className="w-full text-sm text-ink-faint">{t("overnight")}</span>
                )}
              </li>
            ))}
          </ul>
        )}
        <Button
          aria-label={t("addTo", { day })}
          className="my-1 shrink-0"
          disabled={spans.length >= SHIFTS_PER_DAY_MAX}
          look="quiet"
          onClick={add}
          ref={adding}
          size="small"
        >
          {t("add")}
        </Button>
      </div>
      {problem && (
        <p className="mt-1 text-sm text-danger" id={noteId} role="alert">
          {t(problem)}
        </p>
      )}
    </div>
  );
}
