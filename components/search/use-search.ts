"use client";

import { useEffect, useState } from "react";
import type { ActionResult } from "@/lib/action-result";
import type { SearchHit, SearchPage } from "@/lib/protocol/search";
import { isSearchable, termsOf } from "@/lib/search";
import { answered } from "../answered";

/** Somebody who writes on is not asked for yet. */
const WRITTEN_FOR_MS = 250;

export interface Search {
  /** `short`: nothing by which messages are found. */
  state: "short" | "searching" | "done" | "failed";
  hits: SearchHit[];
  /** Conversations that are called so, where an inbox is looked through. */
  named: SearchPage["named"];
  /** Whether there may be more than these. */
  hasMore: boolean;
  searchedTo: string | null;
  isLoadingMore: boolean;
  loadMore: () => void;
  again: () => void;
}

type Ask = (asked: { q: string; cursor?: string }) => Promise<ActionResult<SearchPage>>;

interface Answer {
  /** What it answers. */
  query: string;
  hits: SearchHit[];
  named: SearchPage["named"];
  nextCursor: string | null;
  searchedTo: string | null;
  state: "done" | "failed";
}

/** What is found for what somebody is writing; the answer to what they wrote before is dropped. */
export function useSearch(ask: Ask, written: string): Search {
  const query = written.trim();
  const isLongEnough = isSearchable(termsOf(query));
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [tries, setTries] = useState(0);
  const [isLoadingMore, setLoadingMore] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for each query, and again when told to
  useEffect(() => {
    if (!isLongEnough) return;
    let isDropped = false;
    const asking = setTimeout(async () => {
      const result = await answered(ask({ q: query }));
      if (isDropped) return;
      setAnswer(
        result.ok
          ? { ...result.value, query, state: "done" }
          : { query, hits: [], named: [], nextCursor: null, searchedTo: null, state: "failed" },
      );
    }, WRITTEN_FOR_MS);
    return () => {
      isDropped = true;
      clearTimeout(asking);
    };
  }, [query, isLongEnough, tries]);

  async function loadMore(cursor: string) {
    if (isLoadingMore) return;
    setLoadingMore(true);
    const result = await answered(ask({ q: query, cursor }));
    setLoadingMore(false);
    setAnswer((now) => {
      if (now?.query !== query || now.nextCursor !== cursor || !result.ok) return now;
      return { ...now, ...result.value, named: now.named, hits: [...now.hits, ...result.value.hits] };
    });
  }

  const isAnswered = answer?.query === query;
  const { nextCursor = null, hits = [], named = [], searchedTo = null } = answer ?? {};
  return {
    state: !isLongEnough ? "short" : isAnswered ? answer.state : "searching",
    // What was found before stays until there is something new to see.
    hits: isLongEnough ? hits : [],
    named: isLongEnough ? named : [],
    hasMore: isAnswered && nextCursor !== null,
    searchedTo: isAnswered ? searchedTo : null,
    isLoadingMore,
    loadMore: () => nextCursor !== null && void loadMore(nextCursor),
    again: () => {
      setAnswer(null);
      setTries(tries + 1);
    },
  };
}
