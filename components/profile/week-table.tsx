interface WeekTableProps {
  title: string;
  /** Over the days that are not like others. */
  others: string;
  week: {
    days: { day: string; times: string[]; isToday: boolean }[];
    others: { id: string; day: string; name: string; times: string[] }[];
    zone: string;
  };
}

export function WeekTable({ title, others, week }: WeekTableProps) {
  return (
    <section aria-labelledby="hours">
      <h2 className="font-display text-lg" id="hours">
        {title}
      </h2>
      <table className="mt-2 w-full">
        <tbody>
          {week.days.map(({ day, times, isToday }) => (
            <tr
              aria-current={isToday ? "date" : undefined}
              className="align-top text-ink-soft aria-[current]:font-semibold aria-[current]:text-ink"
              key={day}
            >
              <th className="py-1.5 pe-4 text-start [font-weight:inherit] first-letter:uppercase" scope="row">
                {day}
              </th>
              <td className="py-1.5 text-end tabular-nums">
                {times.map((time) => (
                  <span className="block" key={time}>
                    {time}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {week.others.length > 0 && (
        <>
          <h3 className="mt-3 font-semibold">{others}</h3>
          <ul className="mt-1">
            {week.others.map(({ id, day, name, times }) => (
              <li className="flex justify-between gap-4 py-1.5 text-ink-soft" key={id}>
                <span>
                  {day}
                  <span className="block text-sm wrap-anywhere text-ink-faint">
                    <bdi>{name}</bdi>
                  </span>
                </span>
                <span className="shrink-0 text-end tabular-nums">
                  {times.map((time) => (
                    <span className="block" key={time}>
                      {time}
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="mt-2 text-sm text-ink-faint">{week.zone}</p>
    </section>
  );
}
