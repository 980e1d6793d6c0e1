import type { Branches } from "../threads/use-branches";
import { openingRowOf, UNREAD_TOP_PX } from "./likely-height";
import type { Row } from "./rows";
import { type RowContext, TimelineRow } from "./timeline-row";
import { type Beginning, TimelineTop } from "./timeline-top";
import type { Sought } from "./use-seeking";

/** As much as a large screen holds. */
const ROWS_MAX = 40;

interface StillTimelineProps {
  rows: Row[];
  branches: Branches;
  context: RowContext;
  beginning: Beginning;
  sought: Sought | null;
}

/** The timeline as the server writes it, standing without any script where it will stand when it is alive. */
export function StillTimeline({ rows, branches, context, beginning, sought }: StillTimelineProps) {
  const opening = openingRowOf(rows, sought);
  const lines = (some: Row[]) =>
    some.map((row) => (
      <TimelineRow
        branch={branches.get(row.key)}
        context={context}
        isTabStop={false}
        key={row.key}
        row={row}
      />
    ));
  if (opening !== null) {
    return (
      <div className="min-h-0 flex-1 overflow-hidden">
        <div className="flex flex-col justify-end overflow-hidden" style={{ height: UNREAD_TOP_PX }}>
          {lines(rows.slice(Math.max(0, opening - ROWS_MAX / 4), opening))}
        </div>
        {lines(rows.slice(opening, opening + ROWS_MAX))}
      </div>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto pb-3">
      <div>
        <TimelineTop beginning={beginning} />
        {lines(rows.slice(-ROWS_MAX))}
      </div>
    </div>
  );
}
