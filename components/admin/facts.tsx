import type { ReactNode } from "react";

/** What is known, each with what it is called; what is not known is left out. */
export function Facts({ of }: { of: [name: string, value: ReactNode][] }) {
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-1 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
      {of
        .filter(([, value]) => value !== null && value !== "")
        .map(([name, value]) => (
          <div className="contents" key={name}>
            <dt className="text-ink-soft max-sm:mt-1">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
