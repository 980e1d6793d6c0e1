"use client";

import { useSearchParams } from "next/navigation";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { Message } from "@/lib/protocol/message";
import { threadOf } from "@/lib/threads";

/** In the place of a thread's id: the list of them. */
export const ALL_THREADS = "all";

/** What the address says is open beside the conversation. */
export interface OpenPane {
  threadId: string;
  /** The message of the thread that is led to. */
  messageId: string | null;
  /** Whether it was opened on this page, and so takes the focus. */
  isAsked: boolean;
}

/** What is open stands in the address: a link leads there, and "back" closes it. */
export function useThreadPane(composer: RefObject<HTMLElement | null>) {
  const params = useSearchParams();
  const threadId = params.get("thread");
  const [isAsked, setAsked] = useState(false);
  const left = useRef<Element>(null);
  const isOpen = threadId !== null;
  const wasOpen = useRef(isOpen);

  // The focus goes back to where it was, or where that is gone, to where one writes.
  useEffect(() => {
    if (wasOpen.current && !isOpen) {
      const { current: from } = left;
      const to = from instanceof HTMLElement && from.isConnected && from !== document.body ? from : null;
      (to ?? composer.current)?.focus();
    }
    wasOpen.current = isOpen;
  }, [isOpen, composer]);

  const ask = useCallback((id: string) => {
    if (!wasOpen.current) left.current = document.activeElement;
    setAsked(true);
    openThread(id);
  }, []);
  const show = useCallback((message: Message) => ask(threadOf(message)?.id ?? message.id), [ask]);
  const open = isOpen ? { threadId, messageId: params.get("reply"), isAsked } : null;
  return { open, ask, show, close: closeThread };
}

/** Opens a thread beside the conversation that is on the page, at one of its messages if that is named. */
export function openThread(threadId: string, messageId?: string): void {
  window.history.pushState(null, "", addressWith({ thread: threadId, reply: messageId ?? null }));
}

export function closeThread(): void {
  window.history.replaceState(null, "", addressWith({ thread: null, reply: null }));
}

function addressWith(changed: Record<string, string | null>): URL {
  const address = new URL(window.location.href);
  for (const [name, value] of Object.entries(changed))
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  return address;
}
