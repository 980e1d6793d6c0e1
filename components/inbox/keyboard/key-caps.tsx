/** Keys as they are written on a keyboard. Read from left to right in every language. */
export function KeyCaps({ keys }: { keys: string }) {
  return (
    <span className="inline-flex shrink-0 gap-1" dir="ltr">
      {keys.split(" ").map((key, place) => (
        <kbd
          className="inline-flex h-6 min-w-6 items-center justify-center rounded-sm border border-line-strong bg-paper px-1.5 font-sans text-xs text-ink-soft"
          // The same key may come twice.
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no other order
          key={place}
        >
          {key.length === 1 ? key.toUpperCase() : key}
        </kbd>
      ))}
    </span>
  );
}
