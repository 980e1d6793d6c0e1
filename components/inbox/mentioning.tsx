"use client";

import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useState,
} from "react";
import { useTranslations } from "use-intl/react";
import type { Mention } from "@/lib/work";
import { useDraftText } from "../conversation/use-draft";
import { Avatar } from "../ui/avatar";
import { type Asked, nameAskedAt, offered } from "./asked-name";

/** Says of a key that was pressed in the field whether it was for the list. */
export type MentionKeys = (event: KeyboardEvent) => boolean;

interface MentioningProps {
  draftKey: string;
  field: RefObject<HTMLTextAreaElement | null>;
  people: Mention[];
  keys: RefObject<MentionKeys | null>;
}

/** Offers the names of colleagues after an `@`. The focus stays in the field, which says which one is chosen. */
export function Mentioning({ draftKey, field, people, keys }: MentioningProps) {
  const t = useTranslations("notes");
  const listId = useId();
  const draft = useDraftText(draftKey);
  const [asked, setAsked] = useState<(Asked & { active: number }) | null>(null);
  // Where the caret stands only the field knows, once the text is in it; and before the next key is heard, or an Enter
  // sends what was meant to choose.
  useLayoutEffect(() => {
    const now = nameAskedAt(draft, field.current?.selectionStart ?? 0);
    setAsked(now && { ...now, active: 0 });
  }, [draft, field]);
  const shown = asked ? offered(people, asked.query) : [];
  const isOpen = shown.length > 0;
  const active = asked ? asked.active % Math.max(1, shown.length) : 0;
  const optionId = (index: number) => `${listId}-${index}`;
  const activeId = isOpen ? optionId(active) : null;
  useEffect(() => {
    const input = field.current;
    if (!input || activeId === null) return;
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", listId);
    input.setAttribute("aria-activedescendant", activeId);
    return () => {
      for (const name of ["autocomplete", "controls", "activedescendant"])
        input.removeAttribute(`aria-${name}`);
    };
  }, [field, listId, activeId]);

  function choose(person: Mention | undefined) {
    const input = field.current;
    if (!input || !asked || !person) return;
    input.focus();
    input.setSelectionRange(asked.from, asked.from + 1 + asked.query.length);
    // By the browser's own editing, so that it can be undone.
    document.execCommand("insertText", false, `@${person.name} `);
    setAsked(null);
  }

  function onKeyDown(event: KeyboardEvent): boolean {
    if (!isOpen || !asked || event.nativeEvent.isComposing) return false;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: shown.length - 1 };
    const step = steps[event.key];
    if (step !== undefined) setAsked({ ...asked, active: (active + step) % shown.length });
    else if (event.key === "Escape") setAsked(null);
    else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") choose(shown[active]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  useImperativeHandle(keys, () => onKeyDown);
  if (!isOpen) return null;
  return (
    <div className="relative">
      <div
        aria-label={t("people")}
        className="absolute inset-x-0 bottom-1 z-10 max-w-80 rounded-lg border border-line bg-surface p-1 text-ink shadow-floating"
        id={listId}
        role="listbox"
      >
        {shown.map((person, index) => (
          <div
            aria-selected={index === active}
            className={`flex min-h-10 cursor-pointer items-center gap-2 rounded-md px-2 text-sm ${index === active ? "bg-note-tint outline-1 outline-note" : "hover:bg-sunken"}`}
            id={optionId(index)}
            key={person.userId}
            onMouseDown={(event) => {
              event.preventDefault();
              choose(person);
            }}
            role="option"
            tabIndex={-1}
          >
            <Avatar id={person.userId} name={person.name} size="small" />
            <span className="truncate" dir="auto">
              {person.name}
            </span>
          </div>
        ))}
      </div>
      <span className="sr-only" role="status">
        {t("offered", { count: shown.length })}
      </span>
    </div>
  );
}
