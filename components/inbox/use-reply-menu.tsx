"use client";

import dynamic from "next/dynamic";
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { patiently } from "../patiently";
import type { ReplyMenuProps } from "./reply-menu";

const ReplyMenu = dynamic(
  patiently(() => import("./reply-menu").then((module) => module.ReplyMenu)),
  { ssr: false },
);
/** Keys of a keyboard on the screen do not say which they are. */
const BEGINS = ["/", "Unidentified", "Process"];

export type ReplyAsked = Pick<ReplyMenuProps, "conversationId" | "customer" | "agent" | "read">;

/** What a key means to the menu; whether it was the menu's. */
export type PressReplyMenu = (event: KeyboardEvent) => boolean;

/** The menu of saved replies, which comes with the first `/`. */
export function useReplyMenu(asked: ReplyAsked): {
  menu: ReactNode;
  onKeyDown: (event: KeyboardEvent, field: HTMLTextAreaElement) => boolean;
} {
  const [field, setField] = useState<HTMLTextAreaElement | null>(null);
  const press = useRef<PressReplyMenu>(null);
  const onKeyDown = useCallback((event: KeyboardEvent, pressed: HTMLTextAreaElement) => {
    if (BEGINS.includes(event.key)) setField(pressed);
    return press.current?.(event) ?? false;
  }, []);
  const menu = useMemo(() => field && <ReplyMenu {...asked} field={field} press={press} />, [field, asked]);
  return { menu, onKeyDown };
}
