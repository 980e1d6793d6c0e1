import type { Metadata } from "next";
import Link from "next/link";
import { FilterForm } from "@/components/admin/filter-form";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { BUSINESSES_PAGE_SIZE, businessBySlug, listBusinesses, SEARCH_LENGTH_MAX } from "@/db/businesses";
import { db } from "../../database";
import { words } from "../../words";
import { requireAdmin } from "../access";
import { AdminPage } from "../admin-page";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin("/admin/businesses");
  return { title: (await words("admin"))("sections.businesses") };
}

/** All businesses by name, or those whose words begin as what is searched. */
export default async function Page({ searchParams }: PageProps<"/admin/businesses">) {
  await requireAdmin("/admin/businesses");
  const [{ q, after: afterSlug }, t] = await Promise.all([searchParams, words("admin")]);
  const search = typeof q === "string" ? q.trim().slice(0, SEARCH_LENGTH_MAX) : "";
  const after = typeof afterSlug === "string" ? await businessBySlug(db(), afterSlug) : null;
  const found = await listBusinesses(db(), {
    search,
    limit: BUSINESSES_PAGE_SIZE + 1,
    ...(after && { after }),
  });
  const businesses = found.slice(0, BUSINESSES_PAGE_SIZE);
  const last = found.length > BUSINESSES_PAGE_SIZE ? businesses.at(-1) : undefined;
  return (
    <AdminPage section="businesses" title={t("sections.businesses")}>
      <FilterForm
        go={t("go")}
        search={{ name: "q", label: t("businesses.search"), typed: search, lengthMax: SEARCH_LENGTH_MAX }}
        to="/admin/businesses"
      />
      {businesses.length === 0 ? (
        <EmptyState icon="search" title={t("nothing.title")}>
          {t("nothing.advice")}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
          {businesses.map(({ id, slug, name, category }) => (
            <li key={id}>
              <Link className="block px-4 py-3 hover:bg-sunken" href={`/b/${slug}`} prefetch={false}>
                <span className="block font-medium">
                  <bdi>{name}</bdi>
                </span>
                <span className="block text-sm text-ink-soft">
                  <bdi>{category}</bdi>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {last && (
        <Link
          className={`${buttonClass({ look: "secondary" })} mt-6`}
          href={{ pathname: "/admin/businesses", query: { ...(search && { q: search }), after: last.slug } }}
          prefetch={false}
        >
          {t("more")}
        </Link>
      )}
    </AdminPage>
  );
}
