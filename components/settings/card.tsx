import type { ReactNode } from "react";

/** One of the things that are decided in a section. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="rounded-xl border border-line bg-surface p-5">
      <h3 className="font-medium">{title}</h3>
      {children}
    </div>
  );
}
