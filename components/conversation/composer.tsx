"use client";

import dynamic from "next/dynamic";
import { type KeyboardEvent, type RefObject, use, useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { typedBody } from "@/lib/typed-body";
import { AttachButtons } from "../attachments/attach-buttons";
import type { Attaching } from "../attachments/use-attaching";
import { patiently } from "../patiently";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import { IconButton } from "../ui/icon-button";
import { AgentComposer } from "./agent-composer";
import { useDraft } from "./use-draft";
import type { Writing } from "./use-message-tools";

/** Comes with the first answer or change. */
const WritingStrip = dynamic(
  patiently(() => import("./writing-strip").then((module) => module.WritingStrip)),
  { ssr: false },
);

/** From here on the writer is told how much is left. */
const COUNTED_FROM = BODY_LENGTH_MAX - 500;
/** What could hold a card number or an IBAN; whether it does is looked at by what comes then. */
const NUMBERS = /(?:\p{Nd}\P{Nd}*){10}/u;
const SensitiveNotice = dynamic(
  patiently(() => import("../secret/sensitive-notice").then((module) => module.SensitiveNotice)),
  { ssr: false },
);
/** Fingers send by the button: on their keyboards Enter has no Shift beside it. */
const FINGERS = "(pointer: coarse) and (hover: none)";

interface ComposerProps {
  draftKey: string;
  field: RefObject<HTMLTextAreaElement | null>;
  /** They say whom the text goes to. */
  words: { label: string; placeholder: string; send?: string };
  isOpen: boolean;
  /** The files that go with it; there are none where it is for something that is there already. */
  attaching?: Attaching | undefined;
  onSend: (body: string) => void;
  onTyping: (isTyping: boolean) => void;
  /** Where opening the conversation is what the reader just did. */
  takesFocus: boolean;
  /** What the text is for, where it is for something that is there already; Escape gives that up. */
  writing: Writing | null;
  onCancel: () => void;
  /** The way back to one's last message, from an empty field. */
  onUp: () => void;
  /** Sends what was written as a secret, where one can be sent. */
  onSecret: ((text: string) => void) | undefined;
  /** Asks for an emoji to put into the text. */
  onEmoji: () => void;
}

export function Composer(props: ComposerProps) {
  const { draftKey, field, words, isOpen, onSend, onTyping, takesFocus, writing, onCancel, onUp } = props;
  const { onSecret, onEmoji } = props;
  const attaching = writing?.kind === "edit" ? undefined : props.attaching;
  const t = useTranslations("conversation.composer");
  const [draft, setDraft] = useDraft(draftKey, field);
  const hintId = useId();
  const agent = use(AgentComposer);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus, field]);
  const body = typedBody(draft);
  const left = BODY_LENGTH_MAX - body.length;
  const hasFiles = attaching !== undefined && (attaching.isReady || attaching.isBusy);
  const canSend = isOpen && (body.length > 0 || hasFiles) && left >= 0;
  // Whoever sends before everything is uploaded need not come back for it.
  const [awaitedIn, setAwaitedIn] = useState<string | null>(null);
  // What is written elsewhere meanwhile, like a note, does not go with it.
  const isAwaited = awaitedIn === draftKey;
  const isNote = agent?.mode === "note";
  const secret = isOpen && onSecret && writing?.kind !== "edit" ? () => onSecret(body) : undefined;

  function send() {
    if (!canSend) return;
    setAwaitedIn(attaching?.isBusy ? draftKey : null);
    if (attaching?.isBusy) return;
    if (!agent?.send?.(body)) onSend(body);
    setDraft("");
  }
  const isDue = isAwaited && !attaching?.isBusy;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the last has come through or failed
  useEffect(() => {
    if (isDue) setAwaitedIn(null);
    if (isDue && !attaching?.hasFailed) send();
  }, [isDue]);

  function cancel() {
    if (writing?.kind === "edit") setDraft("");
    onCancel();
  }

  function press(event: KeyboardEvent) {
    if (field.current && agent?.onKeyDown(event, field.current)) return;
    const mark = markOf(event);
    if (mark) {
      event.preventDefault();
      void import("./stress").then(({ stress }) => field.current && stress(field.current, mark));
    } else if (isSendKey(event)) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && writing && !event.nativeEvent.isComposing) {
      event.stopPropagation();
      cancel();
    } else if (event.key === "ArrowUp" && draft === "" && !writing) {
      event.preventDefault();
      onUp();
    }
  }

  return (
    <form
      className="@container shrink-0 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-5"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {writing && <WritingStrip onCancel={cancel} writing={writing} />}
      {secret && NUMBERS.test(body) && <SensitiveNotice onSecret={secret} onSendAnyway={send} text={body} />}
      {attaching?.strip}
      {agent?.above}
      <div
        className={`flex items-end gap-1.5 rounded-lg border border-line-strong bg-surface p-1.5 shadow-raised focus-within:border-pine-ink focus-within:outline-1 focus-within:outline-pine-ink ${isNote ? "note-frame" : ""}`}
      >
        {attaching && isOpen && <AttachButtons attaching={attaching} isWriting={draft !== ""} />}
        {/* A hidden copy of the text gives the field its height; with none it says what no browser cuts with an ellipsis. */}
        <div className="grid max-h-[min(40dvh,14rem)] min-w-0 flex-1 overflow-y-auto">
          <div
            aria-hidden="true"
            className={`${draft ? "invisible wrap-anywhere whitespace-pre-wrap" : "truncate text-ink-faint"} col-start-1 row-start-1 px-2.5 py-2 text-base`}
            dir="auto"
          >
            {draft ? `${draft}\u200b` : words.placeholder}
          </div>
          <textarea
            aria-describedby={hintId}
            aria-invalid={left < 0}
            aria-label={words.label}
            className="col-start-1 row-start-1 resize-none overflow-hidden bg-transparent px-2.5 py-2 text-base wrap-anywhere outline-none placeholder:text-transparent"
            dir="auto"
            disabled={!isOpen}
            onBlur={() => onTyping(false)}
            onChange={({ target }) => {
              setDraft(target.value);
              onTyping(target.value.trim().length > 0);
            }}
            onKeyDown={press}
            onPaste={(event) => {
              if (!attaching || event.clipboardData.files.length === 0) return;
              event.preventDefault();
              attaching.add(event.clipboardData.files);
            }}
            placeholder={words.placeholder}
            ref={field}
            rows={1}
            value={draft}
          />
        </div>
        {secret && <IconButton data-lock icon="lock" label={t("secret")} onClick={secret} />}
        <IconButton
          aria-haspopup="dialog"
          className="pointer-coarse:hidden"
          disabled={!isOpen}
          icon="smile"
          label={t("emoji")}
          onClick={onEmoji}
        />
        <button
          aria-disabled={!canSend}
          aria-label={words.send ?? t("send")}
          aria-busy={isAwaited}
          className={`${buttonClass({ size: "round" })} ${isNote ? "note-fill" : ""} aria-busy:animate-breathe`}
          // The focus stays in the field, and with it the keyboard of a phone.
          onMouseDown={(event) => event.preventDefault()}
          title={words.send ?? t("send")}
          type="submit"
        >
          <Icon name={isNote ? "note" : "send"} />
        </button>
      </div>
      <div
        className="flex min-h-5 justify-between pointer-coarse:min-h-0 gap-3 px-2 pt-1 text-xs text-ink-faint"
        id={hintId}
      >
        <span className={left < 0 ? "text-danger" : "pointer-coarse:sr-only"} role="status">
          {left < 0 ? t("tooLong") : t("hint")}
        </span>
        {left >= 0 && <span className="ms-auto hidden @xl:inline">{t("marks")}</span>}
        {body.length > COUNTED_FROM && (
          <span className={`shrink-0 tabular-nums ${left < 0 ? "font-medium text-danger" : ""}`}>
            {left < 0 ? t("over", { count: -left }) : t("left", { count: left })}
          </span>
        )}
      </div>
    </form>
  );
}

const MARKS: Partial<Record<string, string>> = { b: "**", i: "_" };

/** Ctrl or Cmd with B or I; on a keyboard without these letters, with the keys that have them elsewhere. */
function markOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string | undefined {
  if (ctrlKey === metaKey || altKey || shiftKey) return undefined;
  return MARKS[/^[\x20-\x7e]$/.test(key) ? key : code.replace("Key", "").toLowerCase()];
}

/** Enter alone; one that ends a composition (Japanese, Chinese, Korean) belongs to the input method. */
function isSendKey({ key, shiftKey, nativeEvent }: KeyboardEvent): boolean {
  if (key !== "Enter" || shiftKey || nativeEvent.isComposing || nativeEvent.keyCode === 229) return false;
  return !window.matchMedia(FINGERS).matches;
}
