"use client";

import { createContext, use, useState } from "react";
import type { ListedConversation } from "@/lib/protocol/list";
import { chosenAfter } from "./chosen-after";

/** Which lines of a list are chosen, to do something with all of them. */
export interface Selection {
  chosen: ListedConversation[];
  has: (id: string) => boolean;
  toggle: (id: string, isRange: boolean) => void;
  chooseAll: () => void;
  clear: () => void;
}

/** Where nothing is above, lines cannot be chosen. */
export const Selecting = createContext<Selection | null>(null);

export function useSelecting(): Selection | null {
  return use(Selecting);
}

/** What has left the list is chosen no more. */
export function useSelection(conversations: ListedConversation[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [from, setFrom] = useState<string>();
  return {
    chosen: conversations.filter(({ id }) => ids.has(id)),
    has: (id) => ids.has(id),
    toggle: (id, isRange) => {
      const range = isRange ? { ids: conversations.map((each) => each.id), from } : undefined;
      setIds(chosenAfter(ids, id, range));
      setFrom(id);
    },
    chooseAll: () => setIds(new Set(conversations.map(({ id }) => id))),
    clear: () => setIds(new Set()),
  };
}
