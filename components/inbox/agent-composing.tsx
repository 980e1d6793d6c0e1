"use client";

import { type ReactNode, useMemo } from "react";
import { AgentComposer } from "../conversation/agent-composer";

/** What agents have at hand where they write; each part of it is plugged in here. */
export function AgentComposing({ children }: { children: ReactNode }) {
  const composer = useMemo(
    (): AgentComposer => ({ mode: "reply", above: null, tools: null, onKeyDown: () => false }),
    [],
  );
  return <AgentComposer value={composer}>{children}</AgentComposer>;
}
