"use client";

import { type ReactNode, useMemo, useState } from "react";
import { AgentComposer } from "../conversation/agent-composer";
import { PromiseButton, Promises } from "./promises";

/** What agents have at hand where they write; each part of it is plugged in here. */
export function AgentComposing({ children }: { children: ReactNode }) {
  const [promise, setPromise] = useState<string | null>(null);
  const composer = useMemo(
    (): AgentComposer => ({
      mode: "reply",
      above: <Promises making={promise} onMake={setPromise} />,
      tools: <PromiseButton onAsk={() => setPromise("")} />,
      onKeyDown: () => false,
    }),
    [promise],
  );
  return <AgentComposer value={composer}>{children}</AgentComposer>;
}
