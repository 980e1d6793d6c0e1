/** Holds the place of what is loading; give it the size of what comes, and its corners where they are not a field's. */
export function Skeleton({ className }: { className: string }) {
  return (
    <span
      aria-hidden="true"
      className={`block animate-breathe bg-sunken ${className.includes("rounded-") ? "" : "rounded-md"} ${className}`}
    />
  );
}
