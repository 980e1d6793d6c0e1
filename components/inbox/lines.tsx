"use client";

import {
  type ComponentProps,
  type FocusEvent,
  type KeyboardEvent,
  lazy,
  Suspense,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { useTranslations } from "use-intl/react";
import type { ListedConversation } from "@/lib/protocol/list";
import { patiently } from "../patiently";
import { ListLine } from "./list-line";
import { placeAfter } from "./place-after";
import { type Selection, useSelecting } from "./selection";

/** Longer lists are drawn in part, by what is loaded then. */
const LINES_DRAWN_MAX = 200;
const LinesInView = lazy(
  patiently(() => import("./lines-in-view").then((module) => ({ default: module.LinesInView }))),
);

interface LinesProps extends Pick<ComponentProps<typeof ListLine>, "readerId" | "shows" | "base" | "query"> {
  conversations: ListedConversation[];
  openId: string | null;
}

/** The lines of a list. Tab reaches one of them; from there the arrow keys, Home and End lead to the others. */
export function Lines({ conversations, openId, ...shared }: LinesProps) {
  const selecting = useSelecting();
  const list = useRef<HTMLUListElement>(null);
  const [touchedId, setTouchedId] = useState<string>();
  const reached = Math.max(
    0,
    conversations.findIndex(({ id }) => id === (touchedId ?? openId)),
  );

  function lead(event: KeyboardEvent) {
    const focused = conversations[reached];
    if (selecting && focused && isForChoosing(event)) {
      event.preventDefault();
      selecting.toggle(focused.id, event.shiftKey);
      return;
    }
    const place = placeAfter(event, reached, conversations.length - 1);
    const conversation = place === undefined ? undefined : conversations[place];
    if (!conversation) return;
    event.preventDefault();
    // Drawn before it is focused: in a long list it may have been out of view.
    flushSync(() => setTouchedId(conversation.id));
    list.current?.querySelector<HTMLElement>(`[data-conversation="${conversation.id}"]`)?.focus();
  }

  const followed = {
    ref: list,
    onKeyDown: lead,
    onFocus: ({ target }: FocusEvent<HTMLElement>) => setTouchedId(target.dataset.conversation),
  };
  const lineAt = (place: number) => {
    const conversation = conversations[place];
    return (
      conversation && (
        <div className="group/line relative">
          <ListLine
            conversation={conversation}
            isOpen={conversation.id === openId}
            isReached={place === reached}
            {...shared}
          />
          {selecting && <Choose conversation={conversation} selecting={selecting} />}
        </div>
      )
    );
  };
  const all = (
    <ul {...followed}>
      {conversations.map(({ id }, place) => (
        <li key={id}>{lineAt(place)}</li>
      ))}
    </ul>
  );
  if (conversations.length <= LINES_DRAWN_MAX) return all;
  return (
    <Suspense fallback={all}>
      <LinesInView
        {...followed}
        ids={conversations.map(({ id }) => id)}
        lineAt={lineAt}
        list={list}
        reached={reached}
      />
    </Suspense>
  );
}

/** With the x key; with Shift all from the one before. */
function isForChoosing({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "x" && !altKey && !ctrlKey && !metaKey;
}

/**
 * Over the picture of whom a conversation is with. The keyboard has a key for it, so that Tab passes the list in one
 * step.
 */
function Choose({ conversation, selecting }: { conversation: ListedConversation; selecting: Selection }) {
  const t = useTranslations("views");
  const { id, title, customerName } = conversation;
  const isAny = selecting.chosen.length > 0;
  return (
    <label
      className={`absolute inset-y-0 start-0 flex w-14 items-center ps-3 group-hover/line:opacity-100 group-has-focus-visible/line:opacity-100 ${isAny ? "" : "opacity-0"}`}
    >
      <span className="flex size-10 items-center justify-center rounded-full bg-surface">
        <input
          aria-label={t("choose", { name: title || customerName })}
          checked={selecting.has(id)}
          className="size-5 accent-pine"
          // A change does not tell of the Shift key.
          onChange={() => {}}
          onClick={(event) => selecting.toggle(id, event.shiftKey)}
          tabIndex={-1}
          type="checkbox"
        />
      </span>
    </label>
  );
}
