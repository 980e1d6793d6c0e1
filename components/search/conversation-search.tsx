"use client";

import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { SearchHit } from "@/lib/protocol/search";
import { QUERY_LENGTH_MAX, termsOf } from "@/lib/search";
import type { ConversationActions } from "../conversation/actions";
import { openThread } from "../threads/use-thread-pane";
import { IconButton } from "../ui/icon-button";
import { Time } from "../ui/time";
import { moveAlong } from "./move-along";
import { NoteMark } from "./note-mark";
import { SearchAnnouncer, SearchRest } from "./search-status";
import { Snippet } from "./snippet";
import { useMarks } from "./use-marks";
import { type Search, useSearch } from "./use-search";

interface ConversationSearchProps {
  conversationId: string;
  selfId: string;
  search: ConversationActions["search"];
  onSeek: (messageId: string, isNote?: boolean) => void;
  onClose: () => void;
}

/** Looks for words in one conversation, and leads from hit to hit. */
export function ConversationSearch(props: ConversationSearchProps) {
  const { conversationId, selfId, search: ask, onSeek, onClose } = props;
  const t = useTranslations("search");
  const [query, setQuery] = useState("");
  const [place, setPlace] = useState(-1);
  const [isListed, setListed] = useState(true);
  const search = useSearch((asked) => ask({ ...asked, conversationId }), query);
  const terms = useMemo(() => termsOf(query), [query]);
  const bar = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  useMarks(bar, terms);
  useEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  function lead(to: number) {
    const hit = search.hits[to];
    if (!hit) return;
    setPlace(to);
    setListed(false);
    const { id, threadId } = hit.message;
    if (threadId && !hit.isNote) openThread(threadId, id);
    else onSeek(id, hit.isNote);
    // The next ones are there when they are wanted.
    if (to >= search.hits.length - 2) search.loadMore();
  }

  function press(event: KeyboardEvent) {
    if (event.key === "Escape") {
      event.stopPropagation();
      onClose();
    } else if (event.key === "Enter" && event.target === field.current) {
      event.preventDefault();
      lead(event.shiftKey ? place - 1 : place + 1);
    } else {
      moveAlong(event, bar.current);
    }
  }

  const isListShown = isListed && query.trim() !== "";
  return (
    <search
      aria-label={t("inConversation")}
      className="relative z-10 block shrink-0 border-b border-line bg-surface"
      onKeyDown={press}
      ref={bar}
    >
      <div className="flex items-center gap-1 px-3 py-2 sm:px-5">
        <input
          aria-controls={isListShown ? listId : undefined}
          aria-label={t("inConversation")}
          className="h-10 min-w-0 [&::-webkit-search-cancel-button]:hidden flex-1 rounded-md border border-line-strong bg-surface px-3 text-base placeholder:text-ink-faint"
          dir="auto"
          enterKeyHint="search"
          maxLength={QUERY_LENGTH_MAX}
          onChange={(event) => {
            setQuery(event.target.value);
            setPlace(-1);
            setListed(true);
          }}
          onFocus={() => setListed(place < 0)}
          placeholder={t("inConversation")}
          ref={field}
          type="search"
          value={query}
        />
        <Place place={place} search={search} />
        <IconButton
          disabled={place + 1 >= search.hits.length}
          icon="up"
          label={t("previous")}
          onClick={() => lead(place + 1)}
        />
        <IconButton disabled={place < 1} icon="down" label={t("next")} onClick={() => lead(place - 1)} />
        <IconButton icon="close" label={t("close")} onClick={onClose} />
      </div>
      <SearchAnnouncer search={search} />
      {isListShown && (
        <section
          aria-label={t("results")}
          className="absolute inset-x-0 top-full max-h-[min(24rem,55dvh)] overflow-y-auto overscroll-contain border-b border-line bg-surface shadow-floating"
          id={listId}
        >
          <ul className={search.state === "searching" ? "opacity-60" : ""}>
            {search.hits.map((hit, index) => (
              <li key={hit.message.id}>
                <HitLine hit={hit} onChoose={() => lead(index)} selfId={selfId} />
              </li>
            ))}
          </ul>
          <SearchRest search={search} />
        </section>
      )}
    </search>
  );
}

function Place({ place, search: { hits, hasMore } }: { place: number; search: Search }) {
  const t = useTranslations("search");
  if (hits.length === 0 || place < 0) return null;
  return (
    <span className="px-1 text-sm whitespace-nowrap text-ink-soft tabular-nums" role="status">
      {t(hasMore ? "placeOrMore" : "place", { place: String(place + 1), count: String(hits.length) })}
    </span>
  );
}

function HitLine({ hit, selfId, onChoose }: { hit: SearchHit; selfId: string; onChoose: () => void }) {
  const t = useTranslations("search");
  const { message, snippet } = hit;
  return (
    <button
      className="block w-full px-4 py-2.5 text-start -outline-offset-2 hover:bg-sunken sm:px-5"
      data-hit
      onClick={onChoose}
      type="button"
    >
      <span className="flex items-baseline justify-between gap-3 text-xs text-ink-faint">
        <span className="truncate font-medium" dir="auto">
          {message.senderId === selfId ? t("you") : message.senderName}
          {message.threadId && ` · ${t("inThread")}`}
          {hit.isNote && <NoteMark />}
        </span>
        <Time at={message.createdAt} className="shrink-0 tabular-nums" form="list" />
      </span>
      <Snippet parts={snippet} />
    </button>
  );
}
