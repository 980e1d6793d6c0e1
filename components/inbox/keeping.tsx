"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { type DraftMode, draftModes } from "@/lib/kept-draft";
import { notesIdOf } from "@/lib/work";
import { useDraftText } from "../conversation/use-draft";
import { patiently } from "../patiently";
import type { KeepingActions } from "./keeping-actions";
import { useInboxNews } from "./use-inbox-news";

const DraftSync = dynamic(
  patiently(() => import("./draft-sync").then((module) => module.DraftSync)),
  { ssr: false },
);
const Later = dynamic(
  patiently(() => import("./later").then((module) => module.Later)),
  { ssr: false },
);

export interface Keeping {
  businessId: string;
  conversationId: string;
  selfId: string;
  actions: KeepingActions;
  isNote: boolean;
  /** What there was when the page was made: what was begun on some device, and whether anything is planned. */
  drafted: DraftMode[];
  hasLater: boolean;
}

/** What becomes of what an agent wrote and has not sent: what stands over the field, and how more is planned. */
export function useKeeping(keeping: Keeping): { above: ReactNode; plan: () => void } {
  const { businessId, conversationId, selfId, actions, isNote, drafted, hasLater } = keeping;
  const [isPlanning, setPlanning] = useState(false);
  const [isLaterShown, setLaterShown] = useState(hasLater);
  const draftKey = `draft/${selfId}/${conversationId}`;
  const mode = isNote ? "note" : "reply";
  const keyOfMode = isNote ? `draft/${selfId}/${notesIdOf(conversationId)}` : draftKey;
  // From the first letter on, and until the page is left: that all was taken away again is to be kept, too.
  const [begun, setBegun] = useState<DraftMode[]>(drafted);
  const isBegun = begun.includes(mode);
  if (useDraftText(keyOfMode) !== "" && !isBegun) setBegun([...begun, mode]);
  // What is begun on another device begins here, too.
  const whose = { readerId: selfId, businessId };
  useInboxNews({
    ...whose,
    onMissed: () => setBegun([...draftModes]),
    onEvent: (event) => {
      if (event.type === "draft:changed" && event.conversationId === conversationId)
        setBegun((before) => (before.includes(event.mode) ? before : [...before, event.mode]));
    },
  });
  return {
    above: (
      <>
        {isBegun && (
          <DraftSync
            {...{ conversationId, mode, whose }}
            draftKey={keyOfMode}
            draftOf={actions.draftOf}
            key={mode}
          />
        )}
        {!isNote && isLaterShown && (
          <Later
            {...{ actions, conversationId, draftKey, isPlanning }}
            onPlanned={() => setPlanning(false)}
          />
        )}
      </>
    ),
    plan: () => {
      setLaterShown(true);
      setPlanning(true);
    },
  };
}
