"use client";

import Link from "next/link";
import { Toast } from "radix-ui";
import { useLocale, useTranslations } from "use-intl/react";
import { directionOf } from "@/lib/locale";
import { Button, buttonClass } from "./button";
import { IconButton } from "./icon-button";
import type { ShownToast } from "./toast";

const SHOWN_MS = 6_000;
/** Long enough to read it, see that it was a mistake, and reach the button. */
const SHOWN_WITH_ACTION_MS = 12_000;

interface ToastRackProps {
  shown: ShownToast[];
  hide: (key: number) => void;
}

/** What `Toasts` shows. It stays for as long as somebody points at it or is in it with the keyboard; F8 leads there. */
export function ToastRack({ shown, hide }: ToastRackProps) {
  const t = useTranslations("common");
  const direction = directionOf(useLocale());
  return (
    <Toast.Provider label={t("notice")} swipeDirection={direction === "rtl" ? "left" : "right"}>
      {shown.map(({ key, text, undo, link }) => (
        <Toast.Root
          className="flex items-center gap-2 rounded-lg border border-line bg-surface py-1.5 ps-4 pe-1.5 text-ink shadow-floating animate-rise"
          duration={undo || link ? SHOWN_WITH_ACTION_MS : SHOWN_MS}
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
          {link && (
            <Toast.Action altText={link.text} asChild>
              <Link className={buttonClass({ look: "secondary", size: "small" })} href={link.href}>
                {link.text}
              </Link>
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
