interface SpanCardProps {
  title: string;
  /** What is measured. */
  advice: string;
  /** The median, in words; nothing where there is none. */
  median: string | null;
  /** What nine of ten stayed below, and of how many that is said. */
  notes: string[];
}

/** How long something takes: what is usual in large, and how sure that is below. */
export function SpanCard({ title, advice, median, notes }: SpanCardProps) {
  return (
    <section className="rounded-xl border border-line bg-surface p-5">
      <h3 className="font-medium">{title}</h3>
      <p className="mt-2 font-display text-3xl tabular-nums">{median ?? "–"}</p>
      {notes.map((note) => (
        <p className="mt-1 text-sm text-ink-soft" key={note}>
          {note}
        </p>
      ))}
      <p className="mt-3 text-sm text-ink-faint">{advice}</p>
    </section>
  );
}
