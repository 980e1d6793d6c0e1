import type { ReactNode } from "react";

/** The browser's own popover below the header: it closes with Escape and a click elsewhere, without any script. */
export function Popover({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div
      className="fixed inset-auto end-4 top-[calc(var(--spacing-header)+0.25rem)] w-76 max-w-[calc(100vw-2rem)] animate-rise rounded-lg border border-line bg-surface p-2 text-ink shadow-floating sm:end-6"
      id={id}
      popover="auto"
    >
      {children}
    </div>
  );
}
