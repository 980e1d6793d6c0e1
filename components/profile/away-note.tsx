import type { ReactNode } from "react";
import { legible } from "@/lib/legible";
import { OpenMark } from "./open-mark";

interface AwayNoteProps {
  opening: ReactNode;
  /** In the business's own words, if it has any. */
  text: string;
  /** What becomes of what is written now. */
  says: string;
}

/** That it is closed, over the field, which works all the same. */
export function AwayNote({ opening, text, says }: AwayNoteProps) {
  return (
    <div className="shrink-0 px-3 pb-2 sm:px-5" role="note">
      <div className="space-y-1 rounded-lg bg-sunken px-3.5 py-2.5 text-sm text-ink-soft">
        <p className="flex items-baseline gap-2 font-medium text-ink">
          <OpenMark isOpen={false} />
          {opening}
        </p>
        {text && (
          <p className="whitespace-pre-line wrap-anywhere" dir="auto">
            {legible(text)}
          </p>
        )}
        <p>{says}</p>
      </div>
    </div>
  );
}
