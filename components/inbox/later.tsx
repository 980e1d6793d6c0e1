"use client";

import dynamic from "next/dynamic";
import { use, useCallback, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { LaterList, LaterMessage } from "@/lib/later";
import { answered } from "../answered";
import { AgentComposer } from "../conversation/agent-composer";
import { UndoNotice } from "../conversation/undo-notice";
import { addToDraft } from "../conversation/use-draft";
import { patiently } from "../patiently";
import { useLive } from "../steps/use-live";
import { Banner } from "../ui/banner";
import { useRefusalWords } from "../use-refusal-words";
import type { KeepingActions } from "./keeping-actions";
import { LaterLine } from "./later-line";

const LaterForm = dynamic(
  patiently(() => import("./later-form").then((module) => module.LaterForm)),
  { ssr: false },
);

/** What is due is sent within seconds. */
const SENT_WITHIN_MS = 10_000;
const TIMER_MS_MAX = 2 ** 31 - 1;

interface LaterProps {
  actions: KeepingActions;
  conversationId: string;
  draftKey: string;
  isPlanning: boolean;
  onPlanned: () => void;
}

/** What the reader has planned to send in a conversation, over the field, and the form that plans more. */
export function Later({ actions, conversationId, draftKey, isPlanning, onPlanned }: LaterProps) {
  const t = useTranslations("guard.later");
  const refusalWords = useRefusalWords();
  const { client, view } = useLive();
  const field = use(AgentComposer)?.field;
  const [list, setList] = useState<LaterList | null>(null);
  const [cancelled, setCancelled] = useState<LaterMessage | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const read = useCallback(async () => {
    const result = await answered(actions.laterOf({ conversationId }));
    if (result.ok) setList(result.value);
  }, [actions, conversationId]);
  const next = list?.messages.find(({ reason }) => reason === null)?.sendAt;
  const lastSeq = next === undefined ? 0 : (view.messages.at(-1)?.seq ?? 0);
  // Read anew after each message while something waits, and when the next of it is due.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the last place that matters
  useEffect(() => void read(), [read, lastSeq]);
  useEffect(() => {
    if (next === undefined) return;
    const dueMs = Math.max(0, Date.parse(next) - Date.now()) + SENT_WITHIN_MS;
    const timer = setTimeout(read, Math.min(dueMs, TIMER_MS_MAX));
    return () => clearTimeout(timer);
  }, [next, read]);

  async function plan({ id, body, sendAt }: Pick<LaterMessage, "id" | "body" | "sendAt">): Promise<boolean> {
    const basedOnSeq = client.seenSeq(undefined) ?? 0;
    const result = await answered(actions.planLater({ conversationId, id, body, sendAt, basedOnSeq }));
    if (!result.ok) {
      const { code } = result.refusal;
      setProblem(code === "too-many" ? t("tooMany") : refusalWords(code));
      return false;
    }
    setProblem(null);
    await read();
    return true;
  }
  /** Before anything else is done with it: what is sent by then is not sent again. */
  async function takeBack({ id }: LaterMessage, then: () => void) {
    const result = await answered(actions.cancelLater({ conversationId, id }));
    if (result.ok) then();
    else if (result.refusal.code !== "conflict") setProblem(refusalWords(result.refusal.code));
    await read();
  }
  function write({ body }: LaterMessage) {
    addToDraft(draftKey, body);
    field?.current?.focus();
  }

  return (
    <>
      {problem && (
        <Banner icon="failed" look="danger">
          {problem}
        </Banner>
      )}
      {cancelled && (
        <UndoNotice
          onClose={() => setCancelled(null)}
          onUndo={() => {
            if (cancelled.reason) write(cancelled);
            else void plan(cancelled);
            setCancelled(null);
          }}
          words={t("cancelled")}
        />
      )}
      {list && list.messages.length > 0 && (
        <ul aria-label={t("label")} className="mb-2 flex max-h-44 flex-col gap-1.5 overflow-y-auto">
          {list.messages.map((message) => (
            <LaterLine
              key={message.id}
              message={message}
              onCancel={() => takeBack(message, () => setCancelled(message))}
              onEdit={() => takeBack(message, () => write(message))}
              onSendNow={() => takeBack(message, () => client.send(message.body, { id: message.id }))}
            />
          ))}
        </ul>
      )}
      {isPlanning && list && (
        <LaterForm
          draftKey={draftKey}
          onClose={onPlanned}
          plan={plan}
          problem={problem}
          timeZone={list.timeZone}
        />
      )}
    </>
  );
}
