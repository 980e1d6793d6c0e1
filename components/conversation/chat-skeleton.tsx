import { Skeleton } from "../ui/skeleton";

export function ChatSkeleton() {
  return (
    <div aria-busy="true" className="flex h-full flex-col">
      <p className="sr-only">Opening the chat…</p>
      <div className="flex h-16 items-center gap-3 border-b border-line bg-surface px-5">
        <Skeleton className="size-10" />
        <Skeleton className="h-4 w-36" />
      </div>
      <div className="flex flex-1 flex-col justify-end gap-3 p-5">
        <Skeleton className="h-12 w-3/5 rounded-bubble" />
        <Skeleton className="h-12 w-1/2 self-end rounded-bubble" />
        <Skeleton className="mt-6 h-14 w-full rounded-lg" />
      </div>
    </div>
  );
}
