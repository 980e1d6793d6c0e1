const COUNT_SHOWN_MAX = 99;

/** How many wait to be read. Nothing at all for none. */
export function Badge({ count, label }: { count: number; label: string }) {
  if (count === 0) return null;
  return (
    <span className="inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-clay px-1.5 text-xs font-semibold text-on-clay tabular-nums">
      {count > COUNT_SHOWN_MAX ? `${COUNT_SHOWN_MAX}+` : count}
      <span className="sr-only"> {label}</span>
    </span>
  );
}
