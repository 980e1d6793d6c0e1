"use client";

import type { UrlObject } from "node:url";
import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from "react";
import { patiently } from "../patiently";

const SHOWN_MAX = 3;

/** Most pages are looked at without anything to tell: it is loaded with the first toast. */
const ToastRack = lazy(
  patiently(() => import("./toast-rack").then((module) => ({ default: module.ToastRack }))),
);

export interface ToastWords {
  text: string;
  /** Takes back what was done. */
  undo?: () => void;
  /** Where what it tells of is to be seen. */
  link?: { href: UrlObject; text: string };
}

export interface ShownToast extends ToastWords {
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
  const [isAsked, setAsked] = useState(false);
  const [shown, setShown] = useState<ShownToast[]>([]);

  // The same function for good, so that nobody below is drawn anew for a toast.
  const [show] = useState(() => (toast: ToastWords) => {
    setAsked(true);
    setShown((before) => [...before, { ...toast, key: (before.at(-1)?.key ?? 0) + 1 }].slice(-SHOWN_MAX));
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
      {isAsked && (
        <Suspense>
          <ToastRack hide={hide} shown={shown} />
        </Suspense>
      )}
    </Show>
  );
}
