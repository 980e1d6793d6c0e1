import { FigureTable } from "../figures/figure-table";

/** A minute, or whatever else follows one after the other; nothing is drawn of what nobody knows. */
export interface TimeBar {
  key: number;
  /** When, for the table. */
  name: string;
  value: number | null;
  /** The value as it is written, or why there is none. */
  written: string;
  isBroken?: boolean;
}

interface TimeBarsProps {
  title: string;
  /** How it is now, large. */
  now: string;
  /** What is to be seen in it, in words. */
  summary: string;
  bars: TimeBar[];
  words: { table: string; of: string; value: string };
}

const HEIGHT = 24;
/** So that what is little is still seen to be there. */
const HEIGHT_MIN = 0.75;

/** How something was, minute by minute, drawn beside what is to be known of it in words; the same as a table. */
export function TimeBars({ title, now, summary, bars, words }: TimeBarsProps) {
  const most = Math.max(...bars.map(({ value }) => value ?? 0));
  const heightOf = ({ value, isBroken }: TimeBar) => {
    if (isBroken) return HEIGHT;
    if (value === null || value === 0) return 0;
    return Math.max(HEIGHT_MIN, (HEIGHT * value) / most);
  };
  return (
    <figure className="min-w-0 rounded-xl border border-line bg-surface p-4">
      <figcaption>
        <h3 className="text-sm font-medium text-ink-soft">{title}</h3>
        <p className="mt-1 font-display text-2xl tabular-nums">{now}</p>
        <p className="text-sm text-ink-soft">{summary}</p>
      </figcaption>
      <svg
        aria-hidden="true"
        className="mt-3 h-16 w-full border-b border-line-strong rtl:-scale-x-100"
        preserveAspectRatio="none"
        viewBox={`0 0 ${Math.max(1, bars.length)} ${HEIGHT}`}
      >
        {bars.map((bar, n) => (
          <rect
            className={
              bar.isBroken
                ? "fill-danger forced-colors:fill-[Mark]"
                : "fill-pine forced-colors:fill-[CanvasText]"
            }
            height={heightOf(bar)}
            key={bar.key}
            width={0.8}
            x={n + 0.1}
            y={HEIGHT - heightOf(bar)}
          />
        ))}
      </svg>
      <FigureTable rows={bars.toReversed()} title={title} words={words} />
    </figure>
  );
}
