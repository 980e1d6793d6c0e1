import { FormSkeleton } from "@/components/account/form-skeleton";
import { words } from "../words";

export default async function Loading() {
  const t = await words("site");
  return (
    <main
      aria-busy="true"
      aria-label={t("loading")}
      className="mx-auto max-w-form px-4 py-10 sm:px-6 sm:py-16"
      id="main"
    >
      <FormSkeleton fields={3} />
    </main>
  );
}
