"use client";

import { type EmojiData, EmojiPicker, type SkinTone } from "frimousse";
import { type RefObject, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import type { Picking, useMessageTools } from "./use-message-tools";

const COLUMNS = 8;

interface EmojiDialogProps {
  picking: Picking;
  deeds: Pick<ReturnType<typeof useMessageTools>, "tools" | "stopPicking">;
  /** What is being written in. */
  field: RefObject<HTMLTextAreaElement | null>;
}

/** The tone somebody chose, for as long as the page is open. */
let chosenTone: SkinTone = "none";

/** All emoji there are. Its parts and what it knows of emoji come when it is first opened, from our own address. */
export function EmojiDialog({ picking: { messageId }, deeds, field }: EmojiDialogProps) {
  const t = useTranslations("conversation.emoji");
  const locale = useLocale();
  // The search takes the focus before the dialog could see where it was.
  const cameFrom = useRef(document.activeElement instanceof HTMLElement ? document.activeElement : null);
  const [isFailed, setIsFailed] = useState(false);
  async function load(inLocale: string): Promise<EmojiData> {
    try {
      return await loadEmoji(inLocale);
    } catch (cause) {
      setIsFailed(true);
      throw cause;
    }
  }
  function pick(emoji: string) {
    if (messageId) deeds.tools.onReact({ type: "message:react", id: messageId, emoji, on: true });
    else if (field.current) writeInto(field.current, emoji);
    deeds.stopPicking();
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && deeds.stopPicking()}
      title={t("title")}
      returnsTo={messageId ? cameFrom : field}
    >
      {isFailed ? (
        <div className="flex flex-col items-center gap-4 py-10 text-center" role="alert">
          <p>{t("failed")}</p>
          <Button look="secondary" onClick={() => setIsFailed(false)} size="small">
            {t("again")}
          </Button>
        </div>
      ) : (
        <EmojiPicker.Root
          className="flex h-[min(24rem,60dvh)] flex-col"
          columns={COLUMNS}
          locale={locale}
          onEmojiSelect={({ emoji }) => pick(emoji)}
          resolveEmojiData={load}
          skinTone={chosenTone}
        >
          <div className="flex items-center gap-2">
            <EmojiPicker.Search
              aria-label={t("search")}
              autoFocus
              className="h-11 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-3.5 text-base outline-none placeholder:text-ink-faint focus-visible:border-pine-ink focus-visible:outline-1 focus-visible:outline-pine-ink"
              placeholder={t("search")}
            />
            <Tone />
          </div>
          <EmojiPicker.Viewport
            aria-label={t("title")}
            className="mt-2 min-h-0 flex-1 outline-offset-0"
            tabIndex={0}
          >
            <Answers />
          </EmojiPicker.Viewport>
        </EmojiPicker.Root>
      )}
    </Dialog>
  );
}

/** From left to right in every language, as the arrow keys go. */
function Answers() {
  const t = useTranslations("conversation.emoji");
  const note = "absolute inset-0 flex items-center justify-center p-5 text-center text-sm text-ink-soft";
  return (
    <>
      <EmojiPicker.Loading className={note}>{t("loading")}</EmojiPicker.Loading>
      <EmojiPicker.Empty className={note}>{({ search }) => t("none", { search })}</EmojiPicker.Empty>
      <EmojiPicker.List className="select-none" components={parts} dir="ltr" />
    </>
  );
}

const parts: Parameters<typeof EmojiPicker.List>[0]["components"] = {
  CategoryHeader: ({ category, ...props }) => (
    <div {...props} className="bg-surface px-1 py-1.5 text-sm font-medium text-ink-soft" dir="auto">
      {category.label}
    </div>
  ),
  Row: ({ children, ...props }) => (
    <div {...props} {...countedFromOne(props)} className="scroll-my-1">
      {children}
    </div>
  ),
  Emoji: ({ emoji: { emoji }, ...props }) => (
    <button
      {...props}
      {...countedFromOne(props)}
      className="flex h-10 min-w-0 flex-1 items-center justify-center rounded-md text-2xl data-active:bg-pine-tint data-active:outline-2 data-active:-outline-offset-2 data-active:outline-pine-ink"
      type="button"
    >
      {emoji}
    </button>
  ),
};

/** Rows and columns are counted from one where they are told of; the picker begins at nought. */
function countedFromOne(props: {
  "aria-rowindex"?: number | undefined;
  "aria-colindex"?: number | undefined;
}) {
  const { "aria-rowindex": row, "aria-colindex": column } = props;
  return {
    ...(row !== undefined && { "aria-rowindex": row + 1 }),
    ...(column !== undefined && { "aria-colindex": column + 1 }),
  };
}

/** Each press takes the next tone. */
function Tone() {
  const t = useTranslations("conversation.emoji");
  return (
    <EmojiPicker.SkinTone emoji="✋">
      {({ skinTone, setSkinTone, skinToneVariations }) => {
        const at = skinToneVariations.findIndex((each) => each.skinTone === skinTone);
        const next = skinToneVariations[(at + 1) % skinToneVariations.length]?.skinTone ?? "none";
        return (
          <button
            aria-label={t("tone", { tone: t(`tones.${skinTone}`) })}
            aria-live="polite"
            className="inline-flex size-11 shrink-0 items-center justify-center rounded-md text-2xl hover:bg-sunken"
            onClick={() => {
              chosenTone = next;
              setSkinTone(next);
            }}
            type="button"
          >
            {skinToneVariations[at]?.emoji}
          </button>
        );
      }}
    </EmojiPicker.SkinTone>
  );
}

/** Where the cursor is, as if it had been typed. */
function writeInto(field: HTMLTextAreaElement, text: string): void {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function loadEmoji(locale: string): Promise<EmojiData> {
  const response = await fetch(`/emoji/${locale}`);
  if (!response.ok) throw new Error(`no emoji were served: ${response.status}`);
  return response.json();
}
