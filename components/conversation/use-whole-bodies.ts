"use client";

import { useCallback, useState } from "react";
import { answered } from "../answered";
import type { ConversationActions } from "./actions";

export type WholeBody = { state: "loading" | "failed" } | { state: "whole"; body: string };

/** The long texts that were asked for, by message; kept when their bubbles are scrolled away. */
export function useWholeBodies(
  conversationId: string,
  load: ConversationActions["wholeBody"],
): { wholes: ReadonlyMap<string, WholeBody>; showWhole: (messageId: string) => void } {
  const [wholes, setWholes] = useState<ReadonlyMap<string, WholeBody>>(new Map());
  const showWhole = useCallback(
    async (messageId: string) => {
      const set = (whole: WholeBody) => setWholes((before) => new Map(before).set(messageId, whole));
      set({ state: "loading" });
      const result = await answered(load({ conversationId, messageId }));
      set(result.ok ? { state: "whole", body: result.value.body } : { state: "failed" });
    },
    [conversationId, load],
  );
  return { wholes, showWhole };
}
