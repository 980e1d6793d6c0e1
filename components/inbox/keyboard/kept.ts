"use client";

import { useSyncExternalStore } from "react";

/** Where the browser keeps nothing, it is kept as long as the page. */
const memory = new Map<string, string>();
const listeners = new Set<() => void>();

/** A text that stays in this browser, the same in all its tabs. */
export function useKept(name: string): [kept: string | null, keep: (text: string) => void] {
  const kept = useSyncExternalStore(
    listen,
    () => memory.get(name) ?? storage()?.getItem(name) ?? null,
    () => null,
  );
  return [kept, (text) => keep(name, text)];
}

function listen(onChange: () => void): () => void {
  listeners.add(onChange);
  window.addEventListener("storage", onChange);
  return () => {
    listeners.delete(onChange);
    window.removeEventListener("storage", onChange);
  };
}

function keep(name: string, text: string): void {
  try {
    window.localStorage.setItem(name, text);
  } catch (cause) {
    memory.set(name, text);
    console.warn("not kept:", cause);
  }
  for (const listener of listeners) listener();
}

/** Nothing where the browser forbids it. */
function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
