import { BusinessCardSkeleton } from "@/components/site/business-card-skeleton";
import { Skeleton } from "@/components/ui/skeleton";
import { words } from "../words";
import { DirectoryHead } from "./directory-head";

const places = ["a", "b", "c", "d", "e", "f"];

export default async function Loading() {
  const t = await words("site");
  return (
    <main className="mx-auto max-w-page px-4 pb-20 sm:px-6" id="main">
      <DirectoryHead />
      <div aria-label={t("loading")} role="status">
        <div className="mb-8 border-b border-line pt-1 pb-6">
          <Skeleton className="h-9 w-full max-w-xl rounded-full" />
        </div>
        <Skeleton className="mb-4 h-5 w-28" />
        <div className="grid grid-cols-1 gap-5 sm:grid-cols-2 lg:grid-cols-3">
          {places.map((place) => (
            <BusinessCardSkeleton key={place} />
          ))}
        </div>
      </div>
    </main>
  );
}
