import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  advice?: string;
  children: ReactNode;
}

/** A part of a page of admins or owners, found by its heading. */
export function Section({ title, advice, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-xl border border-line bg-surface p-4 sm:p-5">
      <h2 className="font-medium" id={id}>
        {title}
      </h2>
      {advice && <p className="mt-1 max-w-prose text-sm text-ink-soft">{advice}</p>}
      <div className="mt-3">{children}</div>
    </section>
  );
}
