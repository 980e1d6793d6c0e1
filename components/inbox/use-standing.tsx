"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import type { Participant } from "@/lib/protocol/event";
import type { Standing } from "@/lib/standing";
import type { Tag } from "@/lib/tags";
import { type WorkWish, workAfter } from "@/lib/work";
import { answered } from "../answered";
import { granted } from "../granted";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import { inboxFeed } from "./list-source";
import type { MakeTag } from "./tag-picker";
import { useWorkWords } from "./work-notice";

interface Asked {
  wish: WorkWish;
  expected?: WorkWish;
}

export interface WorkActions {
  makeTag: (asked: Omit<Tag, "id"> & { businessId: string }) => Promise<ActionResult<Tag>>;
  standing: (asked: { conversationId: string }) => Promise<ActionResult<Standing>>;
  set: (asked: Asked & { conversationIds: string[]; seen?: Record<string, number> }) => Promise<
    ActionResult<{
      changed: { undo: { wish: WorkWish; expected: WorkWish } }[];
      refused: { code: string }[];
    }>
  >;
}

interface StandingAsked {
  conversationId: string;
  self: Participant;
  /** As the server wrote it into the page. */
  opened: Standing;
  actions: WorkActions;
}

/** How a conversation stands as work, live, and the way to change it: seen at once, and taken back by a toast. */
export function useStanding({ conversationId, self, opened, actions }: StandingAsked) {
  const t = useTranslations("work");
  const toast = useToast();
  const wordsOf = useWorkWords(self.userId);
  const refusalWords = useRefusalWords();
  const queries = useQueryClient();
  const queryKey = ["standing", conversationId];
  const { data: standing } = useQuery({
    queryKey,
    queryFn: async () => granted(await actions.standing({ conversationId })),
    initialData: opened,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const known = () => queries.getQueryData<Standing>(queryKey) ?? standing;
  const refresh = () => queries.invalidateQueries({ queryKey });
  const { businessId } = opened;
  // biome-ignore lint/correctness/useExhaustiveDependencies: one conversation is followed for as long as it is shown.
  useEffect(
    () =>
      inboxFeed({ readerId: self.userId, businessId }).follow({
        onReload: () => void refresh(),
        onEvent: (event) => {
          if (event.type === "tags:changed") void refresh();
          if (event.type !== "conversation:changed" || event.conversation.id !== conversationId) return;
          const { lastSeq, work } = event.conversation;
          queries.setQueryData<Standing>(queryKey, (before) => before && { ...before, lastSeq });
          if ((work?.rev ?? 0) > known().rev) void refresh();
        },
      }),
    [conversationId, businessId, self.userId],
  );

  /** As it will be, until the room has said how it is. */
  async function ask({ wish, expected }: Asked) {
    const before = known();
    const verdict = workAfter(before.work, wish);
    if (verdict.is === "same") return;
    if (verdict.is === "refused") return toast({ text: refusalWords(verdict.code) });
    await queries.cancelQueries({ queryKey });
    queries.setQueryData(queryKey, { ...before, work: verdict.work });
    const asked = {
      ...{ conversationIds: [conversationId], wish, expected: expected ?? verdict.was },
      seen: { [conversationId]: before.lastSeq },
    };
    const result = await answered(actions.set(asked));
    await refresh();
    if (!result.ok) return toast({ text: refusalWords(result.refusal.code) });
    const [refused] = result.value.refused;
    if (refused?.code === "conflict") toast({ text: overtaken(known().changedBy) });
    else if (refused) toast({ text: refusalWords(refused.code) });
    return result.value.changed[0]?.undo;
  }

  function overtaken(name: string): string {
    return name === "" || name === self.name ? t("fasterSomebody") : t("faster", { name });
  }

  async function change(wish: WorkWish): Promise<void> {
    const undo = await ask({ wish });
    if (!undo) return;
    const { team, tags } = known();
    const names = Object.fromEntries([
      ...team.map(({ userId, name }) => [userId, name]),
      ...tags.map(({ id, name }) => [id, name]),
    ]);
    const metadata = { event: "work", was: undo.wish, now: undo.expected, names };
    const text = wordsOf({ senderId: self.userId, senderName: self.name, metadata, body: "" });
    toast({ text, undo: () => void ask(undo) });
  }

  const makeTag: MakeTag = (named) => actions.makeTag({ businessId, ...named });
  return { standing, change, refresh, makeTag };
}
