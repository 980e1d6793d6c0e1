import { Skeleton } from "../ui/skeleton";

/** As high as a card with two lines of text and two facts. */
export function BusinessCardSkeleton() {
  return (
    <div className="overflow-hidden rounded-xl border border-line bg-surface">
      <Skeleton className="h-16 rounded-none" />
      <div className="px-5 pt-8 pb-5">
        <Skeleton className="h-5 w-2/5" />
        <Skeleton className="mt-2 h-4 w-1/4" />
        <Skeleton className="mt-4 h-4 w-full" />
        <Skeleton className="mt-2 h-4 w-3/5" />
        <div className="mt-5 space-y-2.5 border-t border-line pt-4">
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      </div>
    </div>
  );
}
