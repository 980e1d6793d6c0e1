"use client";

import type { UrlObject } from "node:url";
import Link from "next/link";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button, buttonClass } from "./button";
import { RackLine, useRack } from "./rack";

const SHOWN_MAX = 3;
const SHOWN_MS = 6_000;
/** Long enough to read it, see that it was a mistake, and reach the button. */
const SHOWN_WITH_ACTION_MS = 12_000;

interface ToastWords {
  text: string;
  /** Takes back what was done. */
  undo?: () => void;
  /** Tries once more what failed. */
  again?: () => void;
  /** Where what it tells of is to be seen. */
  link?: { href: UrlObject; text: string };
  /** Once it is shown no more, for whatever reason. */
  onGone?: () => void;
  /** Takes it away before its time. */
  until?: AbortSignal;
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
  const [show] = useState(() => {
    let last = 0;
    return (toast: ToastWords) => {
      last += 1;
      const added = { ...toast, key: last };
      setShown((before) => [...before, added].slice(-SHOWN_MAX));
    };
  });
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

function Rack({ shown, hide }: RackProps) {
  const t = useTranslations("common");
  const { isHeld, leave, rack } = useRack("li:last-child button");
  return (
    <section
      aria-label={t("notices")}
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 mx-auto max-w-sm"
      {...rack}
    >
      <ul className="flex flex-col gap-2">
        {shown.map((toast) => (
          <ToastLine
            isHeld={isHeld}
            key={toast.key}
            onClose={() => {
              hide(toast.key);
              leave();
            }}
            toast={toast}
          />
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

function ToastLine({ toast: { text, undo, again, link, onGone, until }, isHeld, onClose }: ToastLineProps) {
  const t = useTranslations("common");
  const act = undo ?? again;
  const canAct = Boolean(act ?? link);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => close.current(), canAct ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, canAct]);
  const isThere = useRef(false);
  useEffect(() => {
    isThere.current = true;
    until?.addEventListener("abort", () => close.current());
    return () => {
      isThere.current = false;
      // Not where React takes it away only to see that it comes back.
      queueMicrotask(() => isThere.current || onGone?.());
    };
  }, [onGone, until]);
  return (
    <RackLine onClose={onClose}>
      <span className="min-w-0 flex-1 py-1.5">{text}</span>
      {act && (
        <Button
          look="secondary"
          onClick={() => {
            onClose();
            act();
          }}
          size="small"
        >
          {t(undo ? "undo" : "tryAgain")}
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
    </RackLine>
  );
}
