"use client";

import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { BODY_LENGTH_MAX } from "@/lib/protocol/message";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import { useDraft } from "./use-draft";

/** From here on the writer is told how much is left. */
const COUNTED_FROM = BODY_LENGTH_MAX - 500;

interface ComposerProps {
  draftKey: string;
  /** Whom the text goes to. */
  to: string;
  isOpen: boolean;
  onSend: (body: string) => void;
  onTyping: (isTyping: boolean) => void;
  /** Where opening the conversation is what the reader just did. */
  takesFocus: boolean;
}

export function Composer({ draftKey, to, isOpen, onSend, onTyping, takesFocus }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useDraft(draftKey, field);
  const hintId = useId();
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  const left = BODY_LENGTH_MAX - draft.length;
  const canSend = isOpen && draft.trim().length > 0 && left >= 0;

  function send() {
    if (!canSend) return;
    onSend(draft.trim());
    setDraft("");
  }

  return (
    <form
      className="px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-5"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="flex items-end gap-1.5 rounded-lg border border-line-strong bg-surface p-1.5 shadow-raised focus-within:border-pine-ink focus-within:outline-1 focus-within:outline-pine-ink">
        {/* A hidden copy of the text gives the field its height. */}
        <div className="grid max-h-[min(40dvh,14rem)] min-w-0 flex-1 overflow-y-auto">
          <div
            aria-hidden="true"
            className="invisible col-start-1 row-start-1 px-2.5 py-2 text-base whitespace-pre-wrap [overflow-wrap:anywhere]"
          >
            {`${draft}\u200b`}
          </div>
          <textarea
            aria-describedby={hintId}
            aria-label={`Message to ${to}`}
            className="col-start-1 row-start-1 resize-none overflow-hidden bg-transparent px-2.5 py-2 text-base [overflow-wrap:anywhere] outline-none placeholder:text-ink-faint"
            dir="auto"
            disabled={!isOpen}
            enterKeyHint="send"
            onBlur={() => onTyping(false)}
            onChange={({ target }) => {
              setDraft(target.value);
              onTyping(target.value.trim().length > 0);
            }}
            onKeyDown={(event) => {
              if (!isSendKey(event)) return;
              event.preventDefault();
              send();
            }}
            placeholder={`Message ${to}`}
            ref={field}
            rows={1}
            value={draft}
          />
        </div>
        <button
          aria-disabled={!canSend}
          aria-label="Send"
          className={buttonClass({ size: "round" })}
          // The focus stays in the field, and with it the keyboard of a phone.
          onMouseDown={(event) => event.preventDefault()}
          type="submit"
        >
          <Icon name="send" />
        </button>
      </div>
      <p className="flex justify-between gap-3 px-2 pt-1 text-xs text-ink-faint" id={hintId}>
        <span className="pointer-coarse:sr-only">Enter sends, Shift-Enter begins a new line</span>
        <span aria-live="polite" className={left < 0 ? "font-medium text-danger" : ""}>
          {draft.length > COUNTED_FROM &&
            (left < 0 ? `${-left} characters too long` : `${left} characters left`)}
        </span>
      </p>
    </form>
  );
}

/** Enter alone; one that ends a composition (Japanese, Chinese, Korean) belongs to the input method. */
function isSendKey({ key, shiftKey, nativeEvent }: KeyboardEvent): boolean {
  return key === "Enter" && !shiftKey && !nativeEvent.isComposing && nativeEvent.keyCode !== 229;
}
