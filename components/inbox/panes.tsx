"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";

/** The list beside what is open; on phones one at a time. */
export function Panes({ list, children }: { list: ReactNode; children: ReactNode }) {
  const isOpen = useSelectedLayoutSegment() !== null;
  return (
    <main
      className="flex h-[calc(100dvh-var(--spacing-header))] max-md:data-open:h-dvh"
      data-open={isOpen || undefined}
      id="main"
    >
      <section
        aria-label="Conversations"
        className={`${isOpen ? "max-md:hidden" : ""} flex w-full flex-col overflow-y-auto border-e border-line bg-surface md:w-80 lg:w-96`}
      >
        {list}
      </section>
      <div className={`${isOpen ? "" : "max-md:hidden"} min-w-0 flex-1`}>{children}</div>
    </main>
  );
}
