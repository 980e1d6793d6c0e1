import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { Time } from "../ui/time";
import type { Search } from "./use-search";

/** How a search stands, for those who hear and not see it. */
export function SearchAnnouncer({ search: { state, hits, named, hasMore } }: { search: Search }) {
  const t = useTranslations("search");
  return (
    <p className="sr-only" role="status">
      {state === "failed" && t("failed")}
      {state === "done" &&
        (hits.length + named.length === 0 && !hasMore
          ? t("none")
          : t(hasMore ? "foundOrMore" : "found", { count: hits.length + named.length }))}
    </p>
  );
}

/** What stands in place of hits, or after them. */
export function SearchRest({ search }: { search: Search }) {
  const t = useTranslations("search");
  const { state, hits, named, hasMore, searchedTo, isLoadingMore, loadMore, again } = search;
  if (state === "failed")
    return (
      <Told title={t("failed")}>
        <Button look="secondary" onClick={again} size="small">
          {t("again")}
        </Button>
      </Told>
    );
  if (state === "short") return <p className="px-5 py-4 text-sm text-ink-soft">{t("tooShort")}</p>;
  if (state === "searching")
    return (
      hits.length + named.length === 0 && <p className="px-5 py-4 text-sm text-ink-soft">{t("searching")}</p>
    );
  if (hits.length + named.length === 0 && !hasMore)
    return (
      <Told title={t("none")}>
        <p className="text-ink-soft">{t("noneAdvice")}</p>
      </Told>
    );
  if (!hasMore) return null;
  return (
    <div className="flex flex-col items-center gap-1 px-5 py-3 text-center text-sm text-ink-soft">
      {searchedTo && (
        <p>{t.rich("searchedTo", { when: () => <Time at={searchedTo} form="day" key="when" /> })}</p>
      )}
      <Button disabled={isLoadingMore} look="quiet" onClick={loadMore} size="small">
        {isLoadingMore ? t("loadingMore") : t(searchedTo ? "goOn" : "more")}
      </Button>
    </div>
  );
}

function Told({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-5 text-center text-sm">
      <p className="font-medium">{title}</p>
      {children}
    </div>
  );
}
