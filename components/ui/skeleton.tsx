/** Holds the place of what is loading; give it the size of what comes. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden="true" className={`block animate-breathe rounded-md bg-sunken ${className}`} />;
}
