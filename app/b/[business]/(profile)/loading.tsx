import { ProfileGrid } from "@/components/profile/profile-grid";
import { Skeleton } from "@/components/ui/skeleton";
import { words } from "../../../words";

export default async function Loading() {
  const t = await words("profile");
  return (
    <main aria-busy="true" aria-label={t("loading")} className="min-h-dvh" id="main">
      <Skeleton className="h-28 rounded-none sm:h-40" />
      <ProfileGrid
        action={<Skeleton className="h-24 rounded-xl sm:h-52" />}
        aside={
          <>
            <Skeleton className="h-40" />
            <Skeleton className="h-64" />
          </>
        }
        identity={
          <div>
            <span className="relative -ms-1.5 mb-4 block w-fit rounded-[1.75rem] bg-paper p-1.5">
              <Skeleton className="size-20 rounded-xl" />
            </span>
            <Skeleton className="h-11 w-3/5" />
            <Skeleton className="mt-3 h-6 w-2/5" />
            <Skeleton className="mt-4 h-6 w-4/5 max-w-md" />
          </div>
        }
      >
        <Skeleton className="h-36" />
        <Skeleton className="h-48" />
      </ProfileGrid>
    </main>
  );
}
