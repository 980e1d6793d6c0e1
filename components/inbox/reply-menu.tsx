"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type RefObject, useEffect, useEffectEvent, useId, useImperativeHandle, useState } from "react";
import { useTranslations } from "use-intl/react";
import { type Asked, askedAt, BLANK, filled, matching, type SavedReply, unknownIn } from "@/lib/saved-reply";
import { granted } from "../granted";
import { QueryProvider } from "../query-provider";
import type { ReadReplies } from "./saved-reply-actions";
import type { PressReplyMenu } from "./use-reply-menu";

/** More do not fit on a screen, and nobody reads them. */
const SHOWN_MAX = 8;
const FRESH_MS = 30_000;

export interface ReplyMenuProps {
  conversationId: string;
  /** `null` in a group, which has no one customer. */
  customer: string | null;
  agent: string;
  read: ReadReplies;
  field: HTMLTextAreaElement;
  press: RefObject<PressReplyMenu | null>;
}

/** Saved replies to put in where somebody types `/`. The focus stays in the field; arrows walk, Enter and Tab put in. */
export function ReplyMenu(props: ReplyMenuProps) {
  return (
    <QueryProvider>
      <Menu {...props} />
    </QueryProvider>
  );
}

function Menu({ conversationId, customer, agent, read, field, press }: ReplyMenuProps) {
  const t = useTranslations("replies.menu");
  const id = useId();
  const { data, isError } = useQuery({
    queryKey: ["saved-replies", conversationId],
    queryFn: async () => granted(await read({ conversationId })),
    staleTime: FRESH_MS,
  });
  const [asked, setAsked] = useState<Asked | null>(() => askedIn(field));
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const found = asked && data ? matching(data.replies, asked.text, SHOWN_MAX) : [];
  const active = found[Math.min(chosen, found.length - 1)];
  // What is only on its way, or is not there at all, is said to who has typed nothing but the slash.
  const isOpen = asked !== null && asked.from !== closedAt && (found.length > 0 || asked.text === "");

  const look = useEffectEvent(() => {
    const now = document.activeElement === field ? askedIn(field) : null;
    if (now?.text !== asked?.text) setChosen(0);
    if (now?.from !== closedAt) setClosedAt(null);
    setAsked(now);
  });
  useEffect(() => {
    const events = ["input", "keyup", "click", "blur", "focus"];
    const listen = () => look();
    for (const event of events) field.addEventListener(event, listen);
    return () => {
      for (const event of events) field.removeEventListener(event, listen);
    };
  }, [field]);

  // The field is the composer's own; that a list belongs to it is said for as long as it does.
  const activeId = isOpen && active ? `${id}-${active.id}` : null;
  useEffect(() => {
    if (!isOpen) return;
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", id);
    if (activeId) field.setAttribute("aria-activedescendant", activeId);
    return () => {
      for (const name of ["aria-autocomplete", "aria-controls", "aria-activedescendant"])
        field.removeAttribute(name);
    };
  }, [field, id, isOpen, activeId]);
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  const textOf = ({ body }: SavedReply) =>
    filled(body, { customer, agent, business: data?.business.name ?? "" });
  const blanks = customer === null ? [BLANK] : [];
  const hasBlanks = customer === null && found.some((reply) => textOf(reply).includes(BLANK));

  function put(reply: SavedReply) {
    if (!asked || !data) return;
    const text = textOf(reply);
    field.focus();
    field.setSelectionRange(asked.from, asked.to);
    // By the browser's own editing: nothing else is known to its undo.
    document.execCommand("insertText", false, text);
    const blank = asked.from + text.indexOf(BLANK);
    if (customer === null && blank >= asked.from) field.setSelectionRange(blank, blank + BLANK.length);
    setAsked(null);
  }

  useImperativeHandle(press, () => (event) => {
    if (!isOpen || event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return false;
    if (event.key === "Escape") setClosedAt(asked.from);
    else if (!active || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
    else if (event.key === "ArrowDown") setChosen((found.indexOf(active) + 1) % found.length);
    else if (event.key === "ArrowUp") setChosen((found.indexOf(active) - 1 + found.length) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") put(active);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  });

  if (!isOpen) return null;
  return (
    <div className="relative">
      <div className="absolute inset-x-0 bottom-2 z-20 flex max-h-80 max-w-xl flex-col overflow-hidden rounded-lg border border-line bg-surface text-sm shadow-floating">
        <div aria-label={t("label")} className="min-h-0 overflow-y-auto p-1.5" id={id} role="listbox">
          {found.map((reply) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the field
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
            <div
              aria-selected={reply === active}
              className="cursor-default rounded-md px-2.5 py-1.5 aria-selected:bg-sunken aria-selected:outline-2 aria-selected:outline-transparent"
              id={`${id}-${reply.id}`}
              key={reply.id}
              onClick={() => put(reply)}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => reply !== active && setChosen(found.indexOf(reply))}
              role="option"
            >
              <bdi className="font-semibold">/{reply.shortcut}</bdi>
              <p className="line-clamp-2 wrap-anywhere text-ink-soft" dir="auto">
                <Marked text={textOf(reply)} unknown={[...unknownIn(reply.body), ...blanks]} />
              </p>
            </div>
          ))}
        </div>
        {found.length === 0 && (
          <p className="px-4 pb-3 text-ink-soft" role="status">
            {t(isError ? "failed" : data ? "none" : "loading")}
          </p>
        )}
        {hasBlanks && (
          <p className="border-t border-line px-4 py-2 text-ink-soft">{t("blank", { blank: BLANK })}</p>
        )}
        {data?.isOwner && (
          <Link
            className="border-t border-line px-4 py-2 font-medium text-pine-ink hover:underline"
            href={{ pathname: "/inbox/settings", query: { business: data.business.slug } }}
            onMouseDown={(event) => event.preventDefault()}
          >
            {t("edit")}
          </Link>
        )}
      </div>
    </div>
  );
}

function askedIn({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Asked | null {
  return selectionStart === selectionEnd ? askedAt(value, selectionEnd) : null;
}

/** A text with what nobody fills in marked. */
function Marked({ text, unknown }: { text: string; unknown: string[] }) {
  const at = unknown.map((each) => text.indexOf(each)).filter((place) => place >= 0);
  const from = Math.min(...at);
  const name = unknown.find((each) => text.startsWith(each, from));
  if (at.length === 0 || name === undefined) return text;
  return (
    <>
      {text.slice(0, from)}
      <mark className="rounded-sm bg-clay-tint text-clay-ink">{name}</mark>
      <Marked text={text.slice(from + name.length)} unknown={unknown} />
    </>
  );
}
