import type { ReactNode } from "react";

/** One matter of the group's details. */
export function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="text-sm font-semibold">{title}</h3>
      {hint && <p className="text-sm text-ink-faint">{hint}</p>}
      <div className="mt-3">{children}</div>
    </section>
  );
}
