import type { Row } from "./rows";
import { type RowContext, TimelineRow } from "./timeline-row";
import { type Beginning, TimelineTop } from "./timeline-top";

/** As much as a large screen holds. */
const ROWS_MAX = 40;

/** The timeline as the server writes it: the newest rows, standing at their end without any script. */
export function StillTimeline({
  rows,
  context,
  beginning,
}: {
  rows: Row[];
  context: RowContext;
  beginning: Beginning;
}) {
  return (
    <div className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto pb-3">
      <div>
        <TimelineTop beginning={beginning} />
        {rows.slice(-ROWS_MAX).map((row) => (
          <TimelineRow context={context} key={row.key} row={row} />
        ))}
      </div>
    </div>
  );
}
