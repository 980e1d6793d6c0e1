"use client";

import type { UrlObject } from "node:url";
import Link from "next/link";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button, buttonClass } from "./button";
import { IconButton } from "./icon-button";

const SHOWN_MAX = 3;
const SHOWN_MS = 6_000;
/** Long enough to read it, see that it was a mistake, and reach the button. */
const SHOWN_WITH_ACTION_MS = 12_000;
/** Leads into the newest from wherever one is. */
const KEY = "F8";

interface ToastWords {
  text: string;
  /** Takes back what was done. */
  undo?: () => void;
  /** Where what it tells of is to be seen. */
  link?: { href: UrlObject; text: string };
}

interface ShownToast extends ToastWords {
  key: number;
}

const Show = createContext<(toast: ToastWords) => void>(() => {
  throw new Error("useToast() needs <Toasts> above it");
});

/** `const toast = useToast(); toast({ text: t("archived"), undo: () => restore(id) })` */
export function useToast(): (toast: ToastWords) => void {
  return useContext(Show);
}

const Undo = createContext<(() => void) | undefined>(undefined);

/** Takes back what the newest toast tells of, while it is shown. */
export function useUndo(): (() => void) | undefined {
  return useContext(Undo);
}

/** Short news of what was done, below the page. Nothing that must be seen: it goes away by itself. */
export function Toasts({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<ShownToast[]>([]);
  // The same function for good, so that nobody below is drawn anew for a toast.
  const [show] = useState(
    () => (toast: ToastWords) =>
      setShown((before) => [...before, { ...toast, key: (before.at(-1)?.key ?? 0) + 1 }].slice(-SHOWN_MAX)),
  );
  const hide = (key: number) => setShown((before) => before.filter((toast) => toast.key !== key));
  const last = shown.findLast(({ undo }) => undo);
  const undo =
    last &&
    (() => {
      hide(last.key);
      last.undo?.();
    });
  return (
    <Show value={show}>
      <Undo value={undo}>{children}</Undo>
      <Rack hide={hide} shown={shown} />
    </Show>
  );
}

interface RackProps {
  shown: ShownToast[];
  hide: (key: number) => void;
}

/** They stay for as long as somebody points at them or is in them with the keyboard. */
function Rack({ shown, hide }: RackProps) {
  const t = useTranslations("common");
  const rack = useRef<HTMLElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const [isHeld, setHeld] = useState(false);

  useEffect(() => {
    const lead = ({ key }: KeyboardEvent) => {
      if (key === KEY) rack.current?.querySelector<HTMLElement>("li:last-child button")?.focus();
    };
    document.addEventListener("keydown", lead);
    return () => document.removeEventListener("keydown", lead);
  }, []);

  /** The focus goes back where it came from. */
  function close(key: number) {
    hide(key);
    setHeld(false);
    if (rack.current?.contains(document.activeElement) && cameFrom.current instanceof HTMLElement)
      cameFrom.current.focus();
  }

  return (
    <section
      aria-label={t("notices")}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 mx-auto max-w-sm"
      onBlur={() => setHeld(false)}
      onFocus={({ relatedTarget, currentTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget;
        setHeld(true);
      }}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      ref={rack}
    >
      <ul className="flex flex-col gap-2">
        {shown.map((toast) => (
          <ToastLine isHeld={isHeld} key={toast.key} onClose={() => close(toast.key)} toast={toast} />
        ))}
      </ul>
    </section>
  );
}

interface ToastLineProps {
  toast: ShownToast;
  isHeld: boolean;
  onClose: () => void;
}

function ToastLine({ toast: { text, undo, link }, isHeld, onClose }: ToastLineProps) {
  const t = useTranslations("common");
  const canAct = Boolean(undo ?? link);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => close.current(), canAct ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, canAct]);
  return (
    <li
      className="pointer-events-auto flex animate-rise items-center gap-2 rounded-lg border border-line bg-surface py-1.5 ps-4 pe-1.5 text-ink shadow-floating"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <span className="min-w-0 flex-1 py-1.5 text-sm">{text}</span>
      {undo && (
        <Button
          look="secondary"
          onClick={() => {
            onClose();
            undo();
          }}
          size="small"
        >
          {t("undo")}
        </Button>
      )}
      {link && (
        <Link
          className={buttonClass({ look: "secondary", size: "small" })}
          href={link.href}
          onClick={onClose}
        >
          {link.text}
        </Link>
      )}
      <IconButton icon="close" label={t("close")} onClick={onClose} size="small-round" />
    </li>
  );
}
