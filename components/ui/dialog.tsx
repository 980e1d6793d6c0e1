"use client";

import { Dialog as Primitive } from "radix-ui";
import { type ReactNode, type RefObject, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { IconButton } from "./icon-button";

const places = {
  center:
    "inset-4 m-auto h-fit max-h-[min(40rem,calc(100dvh-2rem))] max-w-md rounded-xl animate-rise data-[state=closed]:animate-vanish",
  /** On phones from below, elsewhere where one looks first. */
  top: "max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-xl max-h-[min(34rem,calc(100dvh-4rem))] sm:inset-x-4 sm:top-[12dvh] sm:mx-auto sm:max-w-xl sm:rounded-xl animate-rise data-[state=closed]:animate-vanish",
  start:
    "inset-y-0 start-0 w-96 max-w-[calc(100vw-3rem)] rounded-e-xl [--slide-from:-100%] rtl:[--slide-from:100%] animate-slide data-[state=closed]:animate-unslide",
  end: "inset-y-0 end-0 w-96 max-w-[calc(100vw-3rem)] rounded-s-xl [--slide-from:100%] rtl:[--slide-from:-100%] animate-slide data-[state=closed]:animate-unslide",
} as const;

interface DialogProps {
  title: string;
  /** What it is for, where the title does not say it. */
  description?: string;
  /** In the middle, or a sheet at an edge of the screen. */
  at?: keyof typeof places;
  /** The button that opens it; without one, `isOpen` does. */
  trigger?: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** Where the focus goes when it closes, if not back to where it came from. */
  returnsTo?: RefObject<HTMLElement | null>;
  /** What is done once it is gone and the focus is back. */
  onClosed?: () => void;
  children: ReactNode;
}

/** Takes the page's place until it is answered or left, and gives the focus back where it came from. */
export function Dialog({
  title,
  description,
  at = "center",
  trigger,
  isOpen,
  onOpenChange,
  returnsTo,
  onClosed,
  children,
}: DialogProps) {
  const t = useTranslations("common");
  const cameFrom = useRef<HTMLElement>(null);
  return (
    <Primitive.Root {...(isOpen !== undefined && { open: isOpen })} {...(onOpenChange && { onOpenChange })}>
      {trigger && <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-scrim animate-appear data-[state=closed]:animate-vanish" />
        <Primitive.Content
          className={`fixed z-50 flex flex-col border border-line bg-surface text-ink shadow-floating outline-none ${places[at]}`}
          // It closes by itself; what it was opened from must not close as well.
          onKeyDown={(event) => event.key === "Escape" && event.stopPropagation()}
          {...(!description && { "aria-describedby": undefined })}
          // A dialog that has no button of its own would leave the focus nowhere.
          {...(!trigger && {
            onOpenAutoFocus: () => {
              cameFrom.current =
                document.activeElement instanceof HTMLElement ? document.activeElement : null;
            },
            onCloseAutoFocus: (event) => {
              event.preventDefault();
              (returnsTo ?? cameFrom).current?.focus();
              onClosed?.();
            },
          })}
        >
          <div className="flex items-start gap-3 ps-5 pe-3 pt-3 pb-1">
            <Primitive.Title className="flex-1 py-1.5 font-display text-lg">{title}</Primitive.Title>
            <Primitive.Close asChild>
              <IconButton icon="close" label={t("close")} />
            </Primitive.Close>
          </div>
          {description && (
            <Primitive.Description className="px-5 text-sm text-ink-soft">
              {description}
            </Primitive.Description>
          )}
          <div className="min-h-0 flex-1 overflow-y-auto p-5 pt-3">{children}</div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
