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
      <details className="mt-2 text-sm">
        <summary className="inline-flex min-h-8 cursor-pointer items-center text-pine-ink underline">
          {words.table}
        </summary>
        <table className="mt-1 w-full max-w-xs">
          <thead>
            <tr className="border-b border-line text-ink-soft">
              <th className="py-1 text-start font-medium" scope="col">
                {words.of}
              </th>
              <th className="py-1 text-end font-medium" scope="col">
                {words.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ name, written }) => (
              <tr key={name}>
                <th className="py-1 text-start font-normal" scope="row">
                  {name}
                </th>
                <td className="py-1 text-end tabular-nums">{written}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
