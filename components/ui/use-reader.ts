"use client";

import { useSyncExternalStore } from "react";
import { useLocale } from "use-intl/react";
import type { Reader } from "./moment";

const MINUTE_MS = 60_000;

/**
 * Where and when the reader is, as of this minute; `null` on the server and while hydrating, because
 * neither can know.
 */
export function useReader(): Reader | null {
  const language = useLocale();
  const minute = useSyncExternalStore(everyMinute, currentMinute, unknown);
  if (minute === null) return null;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { nowMs: minute * MINUTE_MS, timeZone, locale: variantOf(language, navigator.languages) };
}

/** A browser that runs under the POSIX locale says `en-US@posix`, which Intl refuses. */
const PLAIN_TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;

/** The reader's own variant of the language they read in decides on 12 or 24 hours, and on numerals. */
export function variantOf(language: string, spoken: readonly string[]): string {
  const own = spoken.find((tag) => PLAIN_TAG.test(tag) && tag.split("-")[0]?.toLowerCase() === language);
  return own ?? (language === "en" ? "en-GB" : language);
}

function everyMinute(onChange: () => void): () => void {
  const timer = setInterval(onChange, MINUTE_MS / 4);
  return () => clearInterval(timer);
}

function currentMinute(): number {
  return Math.floor(Date.now() / MINUTE_MS);
}

function unknown(): null {
  return null;
}
