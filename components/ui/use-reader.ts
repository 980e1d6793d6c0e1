"use client";

import { useSyncExternalStore } from "react";
import type { Reader } from "./moment";

const MINUTE_MS = 60_000;

/**
 * Where and when the reader is, as of this minute; `null` on the server and while hydrating, because
 * neither can know.
 */
export function useReader(): Reader | null {
  const minute = useSyncExternalStore(everyMinute, currentMinute, unknown);
  if (minute === null) return null;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { nowMs: minute * MINUTE_MS, timeZone, locale: localeOf(navigator.languages) };
}

/** English as a browser names it; one that runs under the POSIX locale says `en-US@posix`, which Intl refuses. */
const ENGLISH = /^en(-[A-Z]{2})?$/i;

/** The interface speaks English, so moments do too; an English of the reader's own decides on 12 or 24 hours. */
function localeOf(languages: readonly string[]): string {
  return languages.find((language) => ENGLISH.test(language)) ?? "en-GB";
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
