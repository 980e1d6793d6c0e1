"use client";

import { type RefObject, useCallback, useLayoutEffect, useSyncExternalStore } from "react";

/** Where the browser forbids storage, drafts live as long as the page. */
const memory = new Map<string, string>();
const listeners = new Set<() => void>();

/** What somebody has begun to write in a conversation, kept by the tab until it is sent. */
export function useDraft(
  key: string,
  field: RefObject<HTMLTextAreaElement | null>,
): [draft: string, setDraft: (text: string) => void] {
  const draft = useDraftText(key);
  const setDraft = useCallback((text: string) => write(key, text), [key]);
  // What was typed before the page came alive is in the field, and nobody was told of it.
  useLayoutEffect(() => {
    const typed = field.current?.value;
    if (typed && !read(key)) write(key, typed);
  }, [key, field]);
  return [draft, setDraft];
}

/** The same, for whoever only reads it. */
export function useDraftText(key: string): string {
  return useSyncExternalStore(subscribe, () => read(key), empty);
}

/** Puts a text there to be written on, unless that was begun already. */
export function startDraft(key: string, text: string): void {
  if (!read(key)) write(key, text);
}

/** Gives a text back to be written on, below what there is already. */
export function addToDraft(key: string, text: string): void {
  write(key, [read(key), text].filter(Boolean).join("\n"));
}

/** What became of a text elsewhere is no draft any more; one that was written on since stays. */
export function forgetDraft(key: string, text: string): void {
  if (read(key).trim() === text.trim()) write(key, "");
}

/** A draft for what follows it besides the field, and what is kept beside it. */
export function draftIn(key: string) {
  return {
    subscribe,
    read: () => read(key),
    write: (text: string) => write(key, text),
    readBeside: (name: string) => tabStorage()?.getItem(`${key}/${name}`) ?? null,
    writeBeside: (name: string, text: string) => keep(`${key}/${name}`, text),
  };
}

function subscribe(onChange: () => void): () => void {
  listeners.add(onChange);
  return () => listeners.delete(onChange);
}

function read(key: string): string {
  const kept = memory.get(key) ?? tabStorage()?.getItem(key) ?? "";
  memory.set(key, kept);
  return kept;
}

function write(key: string, text: string): void {
  memory.set(key, text);
  keep(key, text);
  for (const listener of listeners) listener();
}

function keep(key: string, text: string): void {
  try {
    if (text) tabStorage()?.setItem(key, text);
    else tabStorage()?.removeItem(key);
  } catch (cause) {
    console.warn("draft not kept:", cause);
  }
}

/** Nothing where the browser forbids it. */
export function tabStorage(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}

function empty(): string {
  return "";
}
