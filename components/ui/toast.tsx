"use client";

import { Toast } from "radix-ui";
import { createContext, type ReactNode, useContext, useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { directionOf } from "@/lib/locale";
import { Button } from "./button";
import { IconButton } from "./icon-button";

const SHOWN_MS = 6_000;
/** Long enough to read it, see that it was a mistake, and reach the button. */
const SHOWN_WITH_UNDO_MS = 12_000;
const SHOWN_MAX = 3;

interface ToastWords {
  text: string;
  /** Takes back what was done. */
  undo?: () => void;
}

interface Shown extends ToastWords {
  key: number;
}

const Show = createContext<(toast: ToastWords) => void>(() => {
  throw new Error("useToast() needs <Toasts> above it");
});

/** `const toast = useToast(); toast({ text: t("archived"), undo: () => restore(id) })` */
export function useToast(): (toast: ToastWords) => void {
  return useContext(Show);
}

/** Short news of what was done, below the page. Nothing that must be seen: it goes away by itself. */
export function Toasts({ children }: { children: ReactNode }) {
  const t = useTranslations("common");
  const direction = directionOf(useLocale());
  const [shown, setShown] = useState<Shown[]>([]);

  const show = (toast: ToastWords) =>
    setShown((before) => [...before, { ...toast, key: (before.at(-1)?.key ?? 0) + 1 }].slice(-SHOWN_MAX));
  const hide = (key: number) => setShown((before) => before.filter((toast) => toast.key !== key));

  return (
    <Toast.Provider label={t("notice")} swipeDirection={direction === "rtl" ? "left" : "right"}>
      <Show value={show}>{children}</Show>
      {shown.map(({ key, text, undo }) => (
        <Toast.Root
          className="flex items-center gap-2 rounded-lg border border-line bg-surface py-1.5 ps-4 pe-1.5 text-ink shadow-floating animate-rise"
          duration={undo ? SHOWN_WITH_UNDO_MS : SHOWN_MS}
          key={key}
          onOpenChange={(isOpen) => !isOpen && hide(key)}
        >
          <Toast.Description className="min-w-0 flex-1 py-1.5 text-sm">{text}</Toast.Description>
          {undo && (
            <Toast.Action altText={t("undo")} asChild onClick={undo}>
              <Button look="secondary" size="small">
                {t("undo")}
              </Button>
            </Toast.Action>
          )}
          <Toast.Close asChild>
            <IconButton icon="close" label={t("close")} size="small-round" />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport
        className="fixed inset-x-4 bottom-4 z-50 mx-auto flex max-w-sm flex-col gap-2 outline-none"
        label={t("notices")}
      />
    </Toast.Provider>
  );
}
