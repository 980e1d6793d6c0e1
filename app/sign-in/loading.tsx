import { FormSkeleton } from "@/components/account/form-skeleton";
import { Skeleton } from "@/components/ui/skeleton";
import { signInOptions } from "../account/sign-in-options";
import { words } from "../words";

export default async function Loading() {
  const t = await words("site");
  const { demo } = signInOptions();
  return (
    <main
      aria-busy="true"
      aria-label={t("loading")}
      className="mx-auto grid max-w-form items-start gap-12 px-4 py-10 data-demo:max-w-4xl data-demo:md:grid-cols-2 sm:px-6 sm:py-16"
      data-demo={demo.length > 0 || undefined}
      id="main"
    >
      <div>
        <FormSkeleton fields={2} />
      </div>
      {demo.length > 0 && <Skeleton className="h-96 rounded-xl" />}
    </main>
  );
}
