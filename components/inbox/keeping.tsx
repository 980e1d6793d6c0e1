"use client";

import dynamic from "next/dynamic";
import { notesIdOf } from "@/lib/work";
import { patiently } from "../patiently";
import type { KeepingActions } from "./keeping-actions";

const DraftSync = dynamic(
  patiently(() => import("./draft-sync").then((module) => module.DraftSync)),
  { ssr: false },
);

export interface KeepingProps {
  conversationId: string;
  selfId: string;
  actions: KeepingActions;
}

/** Over the field: what becomes of what an agent wrote and has not sent. */
export function Keeping({ conversationId, selfId, actions }: KeepingProps) {
  const draft = { conversationId, draftOf: actions.draftOf };
  return (
    <>
      <DraftSync {...draft} draftKey={`draft/${selfId}/${conversationId}`} mode="reply" />
      <DraftSync {...draft} draftKey={`draft/${selfId}/${notesIdOf(conversationId)}`} mode="note" />
    </>
  );
}
