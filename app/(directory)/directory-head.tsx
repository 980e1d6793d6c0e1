import { DirectorySearch } from "@/components/site/directory-search";
import { words } from "../words";

export const SEARCH_LENGTH_MAX = 100;

export async function DirectoryHead({ search = "", category = "" }: { search?: string; category?: string }) {
  const t = await words("directory");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-end gap-x-12 gap-y-6 pt-10 pb-7 sm:pt-14 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <div>
        <h1 className="font-display text-3xl">{t("heading")}</h1>
        <p className="mt-3 max-w-xl text-lg text-pretty text-ink-soft">{t("lead")}</p>
      </div>
      <DirectorySearch
        category={category}
        lengthMax={SEARCH_LENGTH_MAX}
        search={search}
        words={{ search: t("search"), hint: t("hint"), go: t("go") }}
      />
    </div>
  );
}
