import { Time } from "../ui/time";

/** The day of what is being read, while it is scrolled by. The dividers tell it to everybody else. */
export function StickyDay({ at, isShown }: { at: string | null; isShown: boolean }) {
  const isSeen = isShown && at !== null;
  return (
    <div
      aria-hidden="true"
      className={`pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center transition-opacity duration-200 ${isSeen ? "opacity-100" : "opacity-0 delay-700"}`}
      data-sticky-day
    >
      {at && (
        <span className="rounded-full border border-line bg-surface px-3 py-1 text-xs font-medium text-ink-soft shadow-raised">
          <Time at={at} form="day" />
        </span>
      )}
    </div>
  );
}
