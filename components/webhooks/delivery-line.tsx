"use client";

import { useTranslations } from "use-intl/react";
import { ANSWERED_WITHIN_MS, type Delivery } from "@/lib/webhook";
import { Button } from "../ui/button";
import { fullDateOf } from "../ui/moment";
import { Time } from "../ui/time";
import { useReader } from "../ui/use-reader";
import { typeWords } from "./type-words";

const tones = {
  waiting: "bg-clay-tint text-clay-ink",
  sending: "bg-sunken text-ink",
  delivered: "bg-pine-tint text-pine-ink",
  failed: "bg-danger-tint text-danger",
} as const;

const failures = {
  address: "failure.address",
  forbidden: "failure.forbidden",
  time: "failure.time",
  answer: "failure.answer",
  "nothing-left": "failure.nothingLeft",
} as const;

interface DeliveryLineProps {
  delivery: Delivery;
  /** Not where the webhook is switched off, or this is on its way. */
  sendAgain: (() => void) | undefined;
}

/** What was sent, what became of it, and what was answered. */
export function DeliveryLine({ delivery, sendAgain }: DeliveryLineProps) {
  const say = useTranslations("webhooks");
  const t = useTranslations("webhooks.log");
  const reader = useReader();
  const { type, state, status, answer, failure, tries, durationMs, createdAt, nextAt } = delivery;
  const key =
    failure && (Object.entries(failures).find(([name]) => name === failure)?.[1] ?? "failure.other");
  return (
    <li className="px-4 py-3" data-delivery={state}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className={`rounded-full px-2 py-0.5 text-xs font-medium ${tones[state]}`}>
          {t(`state.${state}`)}
        </span>
        <span className="min-w-0 flex-1 text-sm font-medium">{typeWords(say, type)}</span>
        {sendAgain && (
          <Button
            aria-label={t("again", {
              type: typeWords(say, type),
              when: reader ? fullDateOf(createdAt, reader) : "",
            })}
            look="secondary"
            onClick={sendAgain}
            size="small"
          >
            {t("redeliver")}
          </Button>
        )}
      </div>
      <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-ink-soft tabular-nums">
        <Time at={createdAt} form="ago" isExact />
        {status !== null && <span>HTTP {status}</span>}
        {durationMs !== null && <span>{t("duration", { ms: durationMs })}</span>}
        {tries > 1 && <span>{t("tries", { count: tries })}</span>}
        {nextAt !== null && tries > 0 && reader && (
          <span>{t("next", { when: fullDateOf(nextAt, reader) })}</span>
        )}
      </p>
      {key && (
        <p className="mt-1 text-sm text-danger">
          {key === "failure.time" ? t(key, { seconds: ANSWERED_WITHIN_MS / 1_000 }) : t(key)}
        </p>
      )}
      {answer !== "" && (
        <details className="mt-1 text-sm">
          <summary className="w-fit cursor-pointer text-ink-soft">{t("answer")}</summary>
          <pre
            className="mt-1 max-h-40 overflow-y-auto rounded-md bg-sunken px-3 py-2 text-xs wrap-anywhere whitespace-pre-wrap"
            dir="auto"
          >
            {answer}
          </pre>
        </details>
      )}
    </li>
  );
}
