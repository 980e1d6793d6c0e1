"use client";

import { closingOf } from "@/lib/closing";
import { promisedIn } from "@/lib/promise";
import type { Message } from "@/lib/protocol/message";
import { ClosingCard } from "./closing-card";
import { PromiseCard } from "./promise-card";

/** How completing the conversation stands, or what was promised in it; with what the reader can do about it. */
export function StepCard({ notice }: { notice: Message }) {
  const closing = closingOf(notice);
  const promised = promisedIn(notice);
  if (closing) return <ClosingCard closing={closing} notice={notice} />;
  return promised && <PromiseCard notice={notice} promised={promised} />;
}
