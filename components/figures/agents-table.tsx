const columns = ["conversations", "messages", "median"] as const;
type Column = (typeof columns)[number];

interface AgentsTableProps {
  title: string;
  heads: Record<"name" | Column, string>;
  /** `sample` says of how many the median is. */
  rows: ({ id: string; name: string; sample: string } & Record<Column, string>)[];
}

/** What each member did. On phones one below the other, where four columns do not fit. */
export function AgentsTable({ title, heads, rows }: AgentsTableProps) {
  return (
    <section aria-labelledby="by-agent">
      <h2 className="font-display text-lg" id="by-agent">
        {title}
      </h2>
      <table className="mt-3 w-full text-sm">
        <thead className="@max-lg:sr-only">
          <tr className="border-b border-line text-ink-soft">
            <th className="py-2 text-start font-medium" scope="col">
              {heads.name}
            </th>
            {columns.map((column) => (
              <th className="py-2 text-end font-medium" key={column} scope="col">
                {heads[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr className="border-b border-line @max-lg:block @max-lg:py-2" key={row.id}>
              <th className="py-2 text-start font-medium @max-lg:block @max-lg:py-1" scope="row">
                <bdi>{row.name}</bdi>
              </th>
              {columns.map((column) => (
                <td
                  className="py-2 text-end tabular-nums @max-lg:flex @max-lg:justify-between @max-lg:gap-4 @max-lg:py-0.5"
                  key={column}
                >
                  <span aria-hidden="true" className="text-ink-soft @lg:hidden">
                    {heads[column]}
                  </span>
                  <span>
                    {row[column]}
                    {column === "median" && <span className="text-ink-faint"> {row.sample}</span>}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
