interface FigureTableProps {
  /** What it is a table of, where that is not said beside it. */
  title?: string;
  rows: { key: string | number; name: string; written: string }[];
  words: { table: string; of: string; value: string };
  className?: string;
}

/** What a figure draws, as a table, for whoever asks. */
export function FigureTable({ title, rows, words, className = "" }: FigureTableProps) {
  return (
    <details className="mt-2 text-sm">
      <summary className="inline-flex min-h-8 cursor-pointer items-center text-pine-ink underline">
        {words.table}
      </summary>
      <table className={`mt-1 w-full ${className}`}>
        {title && <caption className="sr-only">{title}</caption>}
        <thead>
          <tr className="border-b border-line text-ink-soft">
            <th className="py-1 text-start font-medium" scope="col">
              {words.of}
            </th>
            <th className="py-1 text-end font-medium" scope="col">
              {words.value}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, written }) => (
            <tr key={key}>
              <th className="py-1 text-start font-normal tabular-nums" scope="row">
                {name}
              </th>
              <td className="py-1 text-end tabular-nums">{written}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
