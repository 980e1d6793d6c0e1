"use client";

import dynamic from "next/dynamic";
import { useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Delivery } from "@/lib/delivery";
import { patiently } from "../patiently";
import { Icon } from "../ui/icon";
import { fullDateOf } from "../ui/moment";
import { useReader } from "../ui/use-reader";

const Hint = dynamic(
  patiently(() => import("./hint").then((module) => module.Hint)),
  { ssr: false },
);

const marks = {
  pending: { icon: "clock", className: "opacity-80" },
  sent: { icon: "sent", className: "opacity-80" },
  delivered: { icon: "arrived", className: "opacity-80" },
  read: { icon: "arrived", className: "stroke-[2.5]" },
} as const;

/** What is on its way has nobody to tell of yet. */
export function PendingMark() {
  const t = useTranslations("conversation.delivery");
  return (
    <span className="inline-flex" title={t("pending")}>
      <Icon className={`size-4 ${marks.pending.className}`} name={marks.pending.icon} />
      <span className="sr-only">{t("pending")}</span>
    </span>
  );
}

export interface DeliveryMarkProps {
  delivery: Delivery;
  sentAt: string;
  /** Whom it has got to, and who has read it, where their names are known. */
  deliveredTo: string;
  readBy: string;
  /** The keyboard stops at one mark of a timeline, and goes on to the others by its arrows. */
  isTabStop: boolean;
}

/**
 * How far an own message has got, and with whom: on hover, focus or a tap. Read differs from delivered by weight and
 * by its own words.
 */
export function DeliveryMark({ delivery, sentAt, deliveredTo, readBy, isTabStop }: DeliveryMarkProps) {
  const t = useTranslations("conversation.delivery");
  const reader = useReader();
  const [isOpen, setIsOpen] = useState(false);
  const mark = useRef<HTMLButtonElement>(null);
  const hintId = useId();
  const { icon, className } = marks[delivery];
  const read = readBy && t("readBy", { names: readBy });
  const delivered = deliveredTo && t("deliveredTo", { names: deliveredTo });
  return (
    <>
      <button
        aria-describedby={isOpen ? hintId : undefined}
        className="-mx-1 -my-1 inline-flex size-6 items-center justify-center rounded-sm outline-current"
        data-mark
        onBlur={() => setIsOpen(false)}
        onClick={() => setIsOpen(true)}
        onFocus={({ currentTarget }) => setIsOpen(currentTarget.matches(":focus-visible"))}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !isOpen) return;
          event.stopPropagation();
          setIsOpen(false);
        }}
        onPointerEnter={({ pointerType }) => pointerType === "mouse" && setIsOpen(true)}
        onPointerLeave={({ pointerType }) => pointerType === "mouse" && setIsOpen(false)}
        ref={mark}
        tabIndex={isTabStop ? 0 : -1}
        type="button"
      >
        <Icon className={`size-4 ${className}`} name={icon} />
        <span className="sr-only">{read || delivered || t(delivery)}</span>
      </button>
      {isOpen && reader && (
        <Hint anchor={mark} id={hintId} onClose={() => setIsOpen(false)}>
          {read && <span className="block">{read}</span>}
          {delivered && <span className="block">{delivered}</span>}
          {!read && !delivered && delivery !== "sent" && <span className="block">{t(delivery)}</span>}
          <span className="block font-normal opacity-85">
            {t("sentAt", { when: fullDateOf(sentAt, reader) })}
          </span>
        </Hint>
      )}
    </>
  );
}
