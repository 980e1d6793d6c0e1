import type { ReactNode } from "react";

/** Hangs below the head of a conversation, over the timeline, so that nothing that is read moves. */
export function CallShell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      className="absolute inset-x-3 top-full z-20 mt-3 mx-auto flex min-h-16 max-w-md animate-rise items-center gap-3 rounded-xl border border-line bg-surface py-2 ps-4 pe-3 text-ink shadow-floating"
    >
      {children}
    </section>
  );
}
