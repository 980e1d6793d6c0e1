"use client";

import { createContext, use, useEffect, useState } from "react";
import type { ActionResult } from "@/lib/action-result";
import type { InboxDesk } from "@/lib/inbox-desk";
import type { ListedConversation } from "@/lib/protocol/list";
import { answered } from "../answered";
import { useInboxNews } from "./use-inbox-news";

export const NO_DESK: InboxDesk = { team: [], tags: [], savedViews: [] };

/** What the lines of an inbox are named by. */
export const Desk = createContext(NO_DESK);

export function useDesk(): InboxDesk {
  return use(Desk);
}

interface KeptDesk {
  readerId: string;
  businessId: string;
  /** As the server wrote it into the page. */
  first: InboxDesk | undefined;
  read: (asked: { businessId: string }) => Promise<ActionResult<InboxDesk>>;
  conversations: ListedConversation[];
}

/**
 * Read where the server did not write it, and anew once a line names somebody or something it does not know, or there
 * are other tags.
 */
export function useKeptDesk({ readerId, businessId, first, read, conversations }: KeptDesk) {
  const [desk, setDesk] = useState(first);
  const unknown = unknownIn(conversations, desk ?? NO_DESK);
  const [changes, setChanges] = useState(0);
  useInboxNews({
    ...{ readerId, businessId },
    onMissed: () => setChanges(changes + 1),
    onEvent: ({ type }) => type === "tags:changed" && setChanges(changes + 1),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each set of what is not known, and each change
  useEffect(() => {
    if (desk && unknown === "" && changes === 0) return;
    let isDropped = false;
    void answered(read({ businessId })).then((result) => {
      if (!isDropped && result.ok) setDesk(result.value);
    });
    return () => {
      isDropped = true;
    };
  }, [businessId, unknown, changes, read]);
  return [desk ?? NO_DESK, setDesk] as const;
}

function unknownIn(conversations: ListedConversation[], { team, tags }: InboxDesk): string {
  const known = new Set([...team.map(({ userId }) => userId), ...tags.map(({ id }) => id)]);
  const named = conversations.flatMap(({ work }) => [...(work?.tags ?? []), work?.assigneeId ?? ""]);
  return [...new Set(named)].filter((id) => id !== "" && !known.has(id)).join();
}
