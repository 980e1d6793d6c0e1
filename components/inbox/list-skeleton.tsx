import { Skeleton } from "../ui/skeleton";

const nameWidths = ["w-32", "w-24", "w-40", "w-28", "w-36", "w-20"];

/** As high as the lines that come. */
export function ListSkeleton() {
  return (
    <div aria-busy="true" className="px-2">
      <p className="sr-only">Loading conversations…</p>
      {nameWidths.map((width) => (
        <div className="flex h-16 items-center gap-3 px-3" key={width}>
          <Skeleton className="size-10 rounded-full" />
          <div className="flex-1 space-y-2">
            <Skeleton className={`h-4 ${width}`} />
            <Skeleton className="h-3.5 w-full max-w-60" />
          </div>
        </div>
      ))}
    </div>
  );
}
