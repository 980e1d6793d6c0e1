"use client";

import type { ReactNode } from "react";
import { useReader } from "../ui/use-reader";

interface DuringProps {
  /** Nothing where it holds already. */
  from?: string | null;
  until: string | null;
  children: ReactNode;
}

/** What holds from one moment until another, on a page that may stay open for longer. */
export function During({ from, until, children }: DuringProps) {
  const reader = useReader();
  if (!reader) return from ? null : children;
  const has = (at: string) => reader.nowMs >= Date.parse(at);
  return (from && !has(from)) || (until && has(until)) ? null : children;
}
