"use client";

import { useEffect } from "react";
import { useTranslations } from "use-intl/react";
import type { PendingChange } from "@/lib/conversation-state";
import { Banner } from "../ui/banner";
import { IconButton } from "../ui/icon-button";
import { useRefusalWords } from "../use-refusal-words";
import { UndoNotice } from "./undo-notice";
import type { useMessageTools } from "./use-message-tools";

/** As long as a deletion can be taken back. */
const UNDO_SHOWN_MS = 10_000;

interface ChangeNoticesProps {
  changes: PendingChange[];
  deeds: ReturnType<typeof useMessageTools>;
}

/** That something was deleted, with the way back, and what was refused. */
export function ChangeNotices({ changes, deeds }: ChangeNoticesProps) {
  const t = useTranslations("conversation");
  const { deletedId, forgetDeletion, restore, problem, forgetProblem, giveUp } = deeds;
  useEffect(() => {
    if (deletedId === null) return;
    const shown = setTimeout(forgetDeletion, UNDO_SHOWN_MS);
    return () => clearTimeout(shown);
  }, [deletedId, forgetDeletion]);
  const refused = changes.find((change) => change.refused);
  return (
    <>
      {deletedId !== null && (
        <UndoNotice onClose={forgetDeletion} onUndo={() => void restore(deletedId)} words={t("deleted")} />
      )}
      {problem !== null && <Refused code={problem} onClose={forgetProblem} />}
      {refused?.refused && <Refused code={refused.refused.code} onClose={() => giveUp(refused)} />}
    </>
  );
}

function Refused({ code, onClose }: { code: string; onClose: () => void }) {
  const t = useTranslations();
  const refusalWords = useRefusalWords();
  return (
    <Banner className="mx-3 mb-2 items-center sm:mx-5" icon="failed" look="danger">
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1">{t("conversation.notChanged", { reason: refusalWords(code) })}</span>
        <IconButton icon="close" label={t("common.close")} onClick={onClose} size="small-round" />
      </span>
    </Banner>
  );
}
