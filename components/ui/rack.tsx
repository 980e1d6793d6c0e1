"use client";

import { type FocusEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { IconButton } from "./icon-button";

/** Leads into the newest from wherever one is. */
const KEY = "F8";

/**
 * For what is shown over the page for a while: it stays for as long as somebody points at it or is in it with the
 * keyboard. `leadsTo` finds what of it has the focus then; whoever leaves it gets back to where they came from.
 */
export function useRack(leadsTo: string) {
  const ref = useRef<HTMLElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    const lead = ({ key }: KeyboardEvent) => {
      if (key === KEY) ref.current?.querySelector<HTMLElement>(leadsTo)?.focus();
    };
    document.addEventListener("keydown", lead);
    return () => document.removeEventListener("keydown", lead);
  }, [leadsTo]);
  return {
    isHeld,
    leave: () => {
      setHeld(false);
      if (ref.current?.contains(document.activeElement) && cameFrom.current instanceof HTMLElement)
        cameFrom.current.focus();
    },
    rack: {
      "aria-live": "polite" as const,
      onBlur: () => setHeld(false),
      onFocus: ({ relatedTarget, currentTarget }: FocusEvent) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget;
        setHeld(true);
      },
      onPointerEnter: () => setHeld(true),
      onPointerLeave: () => setHeld(false),
      ref,
    },
  };
}

/** One of what it holds, closed by its button or by Escape. */
export function RackLine({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const t = useTranslations("common");
  return (
    <li
      className="pointer-events-auto flex animate-rise items-center gap-2.5 rounded-lg border border-line bg-surface py-1.5 ps-3.5 pe-1.5 text-sm text-ink shadow-floating"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      {children}
      <IconButton icon="close" label={t("close")} onClick={onClose} size="small-round" />
    </li>
  );
}
