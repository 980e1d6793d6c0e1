"use client";

import { useTranslations } from "use-intl/react";
import { BOT_FAILING_MAX_MS, BOT_TAKEN_WITHIN_MS, type Bot } from "@/lib/bot";
import { Banner } from "../ui/banner";
import { fullDateOf } from "../ui/moment";
import { useReader } from "../ui/use-reader";

const SECOND_MS = 1_000;
const HOUR_MS = 60 * 60 * SECOND_MS;

/** Why a bot is off, or may soon be. */
export function BotState({ bot: { disabled, failing, formerUntil } }: { bot: Bot }) {
  const t = useTranslations("bots");
  const failureWords = useFailureWords();
  const reader = useReader();
  if (!reader) return null;
  const hours = BOT_FAILING_MAX_MS / HOUR_MS;
  const isFormer = formerUntil !== null && Date.parse(formerUntil) > reader.nowMs;
  return (
    <>
      {disabled && (
        <Banner icon="failed" look={disabled.because === "owner" ? "calm" : "warning"}>
          {t(`because.${disabled.because}`, { when: fullDateOf(disabled.at, reader), hours })}
        </Banner>
      )}
      {failing && (
        <Banner icon="failed" look="warning">
          {t("failing", { when: fullDateOf(failing.since, reader), why: failureWords(failing.failure) })}
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

/** Why it was not reached, of a status the number. */
function useFailureWords(): (failure: string) => string {
  const t = useTranslations("bots.failure");
  return (failure) => {
    if (/^\d+$/.test(failure)) return t("status", { status: failure });
    switch (failure) {
      case "address":
      case "forbidden":
      case "answer":
        return t(failure);
      case "time":
        return t("time", { seconds: BOT_TAKEN_WITHIN_MS / SECOND_MS });
      default:
        return t("other");
    }
  };
}
