"use client";

import { useTranslations } from "use-intl/react";
import { FAILING_MAX_MS, type Webhook } from "@/lib/webhook";
import { Banner } from "../ui/banner";
import { fullDateOf } from "../ui/moment";
import { useReader } from "../ui/use-reader";

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Why a webhook is off, or may soon be. */
export function WebhookState({ webhook }: { webhook: Webhook }) {
  const t = useTranslations("webhooks");
  const reader = useReader();
  if (!reader) return null;
  const { disabled, failingSince, formerUntil } = webhook;
  const days = FAILING_MAX_MS / DAY_MS;
  const isFormer = formerUntil !== null && Date.parse(formerUntil) > reader.nowMs;
  return (
    <>
      {disabled && (
        <Banner icon="failed" look={disabled.because === "owner" ? "calm" : "warning"}>
          {t(`because.${disabled.because}`, { when: fullDateOf(disabled.at, reader), days })}
        </Banner>
      )}
      {!disabled && failingSince !== null && (
        <Banner icon="failed" look="warning">
          {t("failing", { when: fullDateOf(failingSince, reader), days })}
        </Banner>
      )}
      {isFormer && (
        <p className="text-sm text-ink-soft">
          {t("secret.former", { when: fullDateOf(formerUntil, reader) })}
        </p>
      )}
    </>
  );
}
