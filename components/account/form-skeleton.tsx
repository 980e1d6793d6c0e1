import { Skeleton } from "../ui/skeleton";

/** Heading, fields and button of a form that is on its way, in their sizes. */
export function FormSkeleton({ fields }: { fields: number }) {
  return (
    <>
      <Skeleton className="h-8.5 w-48" />
      <Skeleton className="mt-1 mb-6 h-6 w-72 max-w-full" />
      <div className="space-y-4">
        {Array.from({ length: fields }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and stay where they are
          <div key={at}>
            <Skeleton className="mb-1.5 h-5 w-20" />
            <Skeleton className="h-11" />
          </div>
        ))}
        <Skeleton className="mt-6 h-11" />
      </div>
    </>
  );
}
