"use client";

import { useState, useTransition } from "react";
import { answered } from "../granted";
import { Button } from "../ui/button";
import type { ConversationActions } from "./actions";

interface JoinButtonProps {
  conversationId: string;
  join: ConversationActions["join"];
}

/** For a member who looks on; it goes away when the room tells of the joining. */
export function JoinButton({ conversationId, join }: JoinButtonProps) {
  const [isJoining, startJoining] = useTransition();
  const [problem, setProblem] = useState<string>();
  return (
    <div className="flex shrink-0 items-center gap-3">
      {problem && (
        <p className="text-sm text-danger" role="alert">
          {problem}
        </p>
      )}
      <Button
        disabled={isJoining}
        look="secondary"
        onClick={() =>
          startJoining(async () => {
            const result = await answered(join({ conversationId }));
            setProblem(result.ok ? undefined : result.refusal.message);
          })
        }
        size="small"
      >
        {isJoining ? "Joining…" : "Join conversation"}
      </Button>
    </div>
  );
}
