"use client";

import { useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { useRefusalWords } from "../use-refusal-words";
import type { ConversationActions } from "./actions";

interface JoinButtonProps {
  conversationId: string;
  join: ConversationActions["join"];
}

/** For a member who looks on; it goes away when the room tells of the joining. */
export function JoinButton({ conversationId, join }: JoinButtonProps) {
  const t = useTranslations("conversation");
  const refusalWords = useRefusalWords();
  const [isJoining, startJoining] = useTransition();
  const [problem, setProblem] = useState<string>();
  return (
    <div className="flex shrink-0 items-center gap-3">
      {problem && (
        <p className="text-sm text-danger" role="alert">
          {refusalWords(problem)}
        </p>
      )}
      <Button
        aria-label={isJoining ? undefined : t("join")}
        disabled={isJoining}
        look="secondary"
        onClick={() =>
          startJoining(async () => {
            const result = await answered(join({ conversationId }));
            setProblem(result.ok ? undefined : result.refusal.code);
          })
        }
        size="small"
      >
        {isJoining ? (
          t("joining")
        ) : (
          <>
            <span className="sm:hidden">{t("joinShort")}</span>
            <span className="max-sm:hidden">{t("join")}</span>
          </>
        )}
      </Button>
    </div>
  );
}
