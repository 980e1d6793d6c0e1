"use client";

import { type ComponentProps, type FocusEvent, type KeyboardEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { ListedConversation } from "@/lib/protocol/list";
import { LinesInView } from "./lines-in-view";
import { ListLine } from "./list-line";
import { placeAfter } from "./place-after";

/** Longer lists are drawn in part. */
const LINES_DRAWN_MAX = 200;

interface LinesProps
  extends Pick<ComponentProps<typeof ListLine>, "readerId" | "shows" | "base" | "business"> {
  conversations: ListedConversation[];
  openId: string | null;
}

/** The lines of a list. Tab reaches one of them; from there the arrow keys, Home and End lead to the others. */
export function Lines({ conversations, openId, ...shared }: LinesProps) {
  const list = useRef<HTMLUListElement>(null);
  const [touchedId, setTouchedId] = useState<string>();
  const reached = Math.max(
    0,
    conversations.findIndex(({ id }) => id === (touchedId ?? openId)),
  );

  function lead(event: KeyboardEvent) {
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
        <ListLine
          conversation={conversation}
          isOpen={conversation.id === openId}
          isReached={place === reached}
          {...shared}
        />
      )
    );
  };
  if (conversations.length > LINES_DRAWN_MAX)
    return (
      <LinesInView
        {...followed}
        ids={conversations.map(({ id }) => id)}
        lineAt={lineAt}
        list={list}
        reached={reached}
      />
    );
  return (
    <ul {...followed}>
      {conversations.map(({ id }, place) => (
        <li key={id}>{lineAt(place)}</li>
      ))}
    </ul>
  );
}
