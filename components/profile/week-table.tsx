interface WeekTableProps {
  title: string;
  week: { days: { day: string; times: string[]; isToday: boolean }[]; zone: string };
}

export function WeekTable({ title, week }: WeekTableProps) {
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
      <p className="mt-2 text-sm text-ink-faint">{week.zone}</p>
    </section>
  );
}
