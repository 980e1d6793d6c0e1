"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { notesIdOf } from "@/lib/work";
import { patiently } from "../patiently";
import { IconButton } from "../ui/icon-button";
import type { KeepingActions } from "./keeping-actions";

const DraftSync = dynamic(
  patiently(() => import("./draft-sync").then((module) => module.DraftSync)),
  { ssr: false },
);
const Later = dynamic(
  patiently(() => import("./later").then((module) => module.Later)),
  { ssr: false },
);

export interface Keeping {
  conversationId: string;
  selfId: string;
  actions: KeepingActions;
  isNote: boolean;
}

/** Over the field, beside whom it is for. */
export function LaterButton({ onAsk }: { onAsk: () => void }) {
  const t = useTranslations("guard.later");
  return (
    <IconButton
      aria-haspopup="dialog"
      data-later
      icon="calendar"
      label={t("open")}
      onClick={onAsk}
      size="small-round"
    />
  );
}

/** What becomes of what an agent wrote and has not sent: what stands over the field, and how more is planned. */
export function useKeeping(keeping: Keeping): { above: ReactNode; plan: () => void } {
  const { conversationId, selfId, actions, isNote } = keeping;
  const [isPlanning, setPlanning] = useState(false);
  const draftKey = `draft/${selfId}/${conversationId}`;
  const mode = isNote ? "note" : "reply";
  const keyOfMode = isNote ? `draft/${selfId}/${notesIdOf(conversationId)}` : draftKey;
  return {
    above: (
      <>
        <DraftSync {...{ conversationId, mode }} draftKey={keyOfMode} draftOf={actions.draftOf} key={mode} />
        {!isNote && (
          <Later
            {...{ actions, conversationId, draftKey, isPlanning }}
            onPlanned={() => setPlanning(false)}
          />
        )}
      </>
    ),
    plan: () => setPlanning(true),
  };
}
