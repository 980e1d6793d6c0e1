"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";

/** The list beside what is open; on phones one at a time. */
export function Panes({ list, children }: { list: ReactNode; children: ReactNode }) {
  const isOpen = useSelectedLayoutSegment() !== null;
  return (
    <div className="flex h-[calc(100dvh-var(--spacing-header))] max-md:has-data-open:h-dvh">
      <div
        className={`${isOpen ? "max-md:hidden" : ""} flex w-full flex-col overflow-y-auto border-e border-line bg-surface md:w-80 lg:w-96`}
      >
        {list}
      </div>
      <main
        className={`${isOpen ? "" : "max-md:hidden"} min-w-0 flex-1`}
        data-open={isOpen || undefined}
        id="main"
      >
        {children}
      </main>
    </div>
  );
}
