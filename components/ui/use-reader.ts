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
  return minute === null ? null : readerAt(minute, language);
}

let known: { minute: number; language: string; reader: Reader } | undefined;

/** Found out once a minute, not by each of a hundred times on the screen. */
function readerAt(minute: number, language: string): Reader {
  if (known?.minute !== minute || known.language !== language) {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const locale = variantOf(language, navigator.languages);
    known = { minute, language, reader: { nowMs: minute * MINUTE_MS, timeZone, locale } };
  }
  return known.reader;
}

/** A browser that runs under the POSIX locale says `en-US@posix`, which Intl refuses. */
const PLAIN_TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;

/** The reader's own variant of the language they read in decides on 12 or 24 hours, and on numerals. */
export function variantOf(language: string, spoken: readonly string[]): string {
  const own = spoken.find((tag) => PLAIN_TAG.test(tag) && tag.split("-")[0]?.toLowerCase() === language);
  return own ?? (language === "en" ? "en-GB" : language);
}

const listeners = new Set<() => void>();
let clock: ReturnType<typeof setInterval> | undefined;

function everyMinute(onChange: () => void): () => void {
  listeners.add(onChange);
  clock ??= setInterval(() => {
    for (const listener of listeners) listener();
  }, MINUTE_MS / 4);
  return () => {
    listeners.delete(onChange);
    if (listeners.size > 0) return;
    clearInterval(clock);
    clock = undefined;
  };
}

function currentMinute(): number {
  return Math.floor(Date.now() / MINUTE_MS);
}

function unknown(): null {
  return null;
}
