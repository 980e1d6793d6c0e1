"use client";

import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import type { Message } from "@/lib/protocol/message";
import { Icon, type IconName } from "../ui/icon";
import { IconButton } from "../ui/icon-button";

const QUICK = ["👍", "❤️", "😂", "🎉", "😮", "🙏"];
const GAP_PX = 6;
const EDGE_PX = 8;

/** Whose menu is open, and beside what. */
export interface OpenMenu {
  message: Message;
  anchor: HTMLElement;
}

interface MessageMenuProps {
  menu: OpenMenu;
  selfId: string;
  canCopy: boolean;
  canEdit: boolean;
  canDelete: boolean;
  onReact: (emoji: string, on: boolean) => void;
  onMoreEmoji: () => void;
  onReply: () => void;
  onThread: (() => void) | undefined;
  onCopy: () => void;
  onEdit: () => void;
  onDelete: () => void;
  onClose: () => void;
}

/** What can be done with a message: the browser's own popover, closed by Escape and by a press elsewhere. */
export function MessageMenu(props: MessageMenuProps) {
  const { menu, selfId, canCopy, canEdit, canDelete, onClose } = props;
  const { message, anchor } = menu;
  const t = useTranslations("conversation.tools");
  const threads = useTranslations("threads");
  const box = useBeside(anchor, onClose);
  const then = (act: () => void) => () => {
    box.current?.hidePopover();
    act();
  };
  return (
    <div
      aria-label={t("open", { name: message.senderName })}
      className="fixed inset-auto m-0 w-71 rounded-lg border border-line bg-surface p-1.5 text-ink shadow-floating animate-appear"
      onKeyDown={walk}
      popover="auto"
      ref={box}
      role="dialog"
    >
      <div className="flex justify-between gap-0.5 border-b border-line pb-1.5">
        {QUICK.map((emoji) => {
          const isOn = message.reactions.some(
            (each) => each.emoji === emoji && each.people.some(({ userId }) => userId === selfId),
          );
          return (
            <button
              aria-label={t("react", { emoji })}
              aria-pressed={isOn}
              className="inline-flex size-9 items-center justify-center rounded-md text-xl hover:bg-sunken aria-pressed:bg-pine-tint"
              key={emoji}
              onClick={then(() => props.onReact(emoji, !isOn))}
              type="button"
            >
              {emoji}
            </button>
          );
        })}
        <IconButton
          className="size-9 rounded-md"
          icon="smile"
          label={t("more")}
          onClick={then(props.onMoreEmoji)}
          size="small-round"
        />
      </div>
      <div className="pt-1.5">
        <Deed icon="waits" onDo={then(props.onReply)}>
          {t("reply")}
        </Deed>
        {props.onThread && (
          <Deed icon="thread" onDo={then(props.onThread)}>
            {threads("start")}
          </Deed>
        )}
        {canCopy && (
          <Deed icon="copy" onDo={then(props.onCopy)}>
            {t("copy")}
          </Deed>
        )}
        {canEdit && (
          <Deed icon="edit" onDo={then(props.onEdit)}>
            {t("edit")}
          </Deed>
        )}
        {canDelete && (
          <Deed icon="bin" look="text-danger" onDo={then(props.onDelete)}>
            {t("delete")}
          </Deed>
        )}
      </div>
    </div>
  );
}

interface DeedProps {
  icon: IconName;
  look?: string;
  onDo: () => void;
  children: ReactNode;
}

function Deed({ icon, look = "", onDo, children }: DeedProps) {
  return (
    <button
      className={`flex min-h-9 w-full items-center gap-2.5 rounded-md px-2.5 text-start text-sm hover:bg-sunken ${look}`}
      onClick={onDo}
      type="button"
    >
      <Icon className="size-4.5 opacity-80" name={icon} />
      {children}
    </button>
  );
}

/** Arrow keys walk it as they do any menu. */
function walk(event: React.KeyboardEvent<HTMLElement>): void {
  // The browser closes it by itself; what is around it must not close as well.
  if (event.key === "Escape") event.stopPropagation();
  const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  const step = steps[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button.matches(":focus"));
  event.preventDefault();
  buttons.at((at + step) % buttons.length)?.focus();
}

/** Shows the box beside its anchor, inside the window; the focus goes back there when it closes. */
function useBeside(anchor: HTMLElement, onClose: () => void) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const own = box.current;
    if (!own) return;
    own.showPopover();
    own.querySelector("button")?.focus({ preventScroll: true });
    anchor.ariaExpanded = "true";
    const around = anchor.getBoundingClientRect();
    const { width, height } = own.getBoundingClientRect();
    const below = around.bottom + GAP_PX;
    const top = below + height + EDGE_PX <= window.innerHeight ? below : around.top - height - GAP_PX;
    own.style.top = `${Math.max(EDGE_PX, top)}px`;
    own.style.left = `${Math.max(EDGE_PX, Math.min(around.left, window.innerWidth - width - EDGE_PX))}px`;
    return () => {
      anchor.ariaExpanded = null;
    };
  }, [anchor]);
  useEffect(() => {
    const own = box.current;
    const closed = (event: Event) => {
      if ("newState" in event && event.newState === "closed") onClose();
    };
    own?.addEventListener("toggle", closed);
    return () => own?.removeEventListener("toggle", closed);
  }, [onClose]);
  return box;
}
