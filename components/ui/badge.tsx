const COUNT_SHOWN_MAX = 99;

const sizes = { small: "h-4 min-w-4 px-1 text-[0.6875rem]", medium: "h-5 min-w-5 px-1.5 text-xs" } as const;

/** How many wait to be read. Nothing at all for none. Over an icon it is small. */
export function Badge({
  count,
  label,
  size = "medium",
}: {
  count: number;
  label: string;
  size?: keyof typeof sizes;
}) {
  if (count === 0) return null;
  return (
    <span
      className={`inline-flex items-center justify-center rounded-full bg-clay font-semibold text-on-clay tabular-nums ${sizes[size]}`}
    >
      {count > COUNT_SHOWN_MAX ? `${COUNT_SHOWN_MAX}+` : count}
      <span className="sr-only"> {label}</span>
    </span>
  );
}
