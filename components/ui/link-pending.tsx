"use client";

import { useLinkStatus } from "next/link";

/** The answer to a touch, over all of a link, while the page it leads to is on its way. */
export function LinkPending({ className }: { className: string }) {
  const { pending } = useLinkStatus();
  return pending && <span className={`absolute inset-0 animate-breathe ${className}`} />;
}
