import { FigureTable } from "./figure-table";

interface BarsProps {
  title: string;
  /** What is to be seen in it, in words. */
  summary: string;
  bars: Bar[];
  words: { table: string; of: string; count: string };
}

export interface Bar {
  /** In full, for the table. */
  name: string;
  /** Below the bar, where there is room. */
  label: string;
  count: number;
  /** The count as it is written. */
  written: string;
}

/** How much there is of each of several, as bars beside each other; the same as a table for whoever asks. */
export function Bars({ title, summary, bars, words }: BarsProps) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <figure className="min-w-0">
      <figcaption>
        <h3 className="font-medium">{title}</h3>
        <p className="text-sm text-ink-soft">{summary}</p>
      </figcaption>
      <div aria-hidden="true" className="mt-3 flex h-32 gap-0.5 border-b border-line-strong sm:gap-1">
        {bars.map(({ name, count, written }) => (
          <div className="flex flex-1 items-end" key={name} title={`${name}: ${written}`}>
            <div
              className="w-full rounded-t-sm bg-pine forced-colors:bg-[CanvasText]"
              style={{ height: count === 0 ? 0 : `max(2px, ${(100 * count) / most}%)` }}
            />
          </div>
        ))}
      </div>
      <div aria-hidden="true" className="mt-1 flex gap-0.5 text-xs text-ink-soft tabular-nums sm:gap-1">
        {bars.map(({ name, label }) => (
          <span className="flex w-0 flex-1 justify-center whitespace-nowrap" key={name}>
            {label}
          </span>
        ))}
      </div>
      <FigureTable
        className="max-w-xs"
        rows={bars.map((bar) => ({ ...bar, key: bar.name }))}
        words={{ ...words, value: words.count }}
      />
    </figure>
  );
}
