"use client";

import type { ReactNode } from "react";
import { useReader } from "../ui/use-reader";

/** What holds until a moment, on a page that may stay open for longer. */
export function Until({ at, children }: { at: string | null; children: ReactNode }) {
  const reader = useReader();
  return at && reader && reader.nowMs >= Date.parse(at) ? null : children;
}
