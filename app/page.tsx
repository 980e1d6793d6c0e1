import type { Metadata } from "next";
import Form from "next/form";
import Link from "next/link";
import { BusinessCard } from "@/components/site/business-card";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { BUSINESSES_PAGE_SIZE, businessBySlug, listBusinesses } from "@/db/businesses";
import { db } from "./database";
import { words } from "./words";

const SEARCH_LENGTH_MAX = 100;

export async function generateMetadata(): Promise<Metadata> {
  const t = await words("directory");
  return { title: t("title") };
}

export default async function Page({ searchParams }: PageProps<"/">) {
  const t = await words("directory");
  const { q, after: afterSlug } = await searchParams;
  const search = typeof q === "string" ? q.trim().slice(0, SEARCH_LENGTH_MAX) : "";
  const after = typeof afterSlug === "string" ? await businessBySlug(db(), afterSlug) : null;
  const businesses = await listBusinesses(db(), { search, ...(after && { after }) });
  const last = businesses.length === BUSINESSES_PAGE_SIZE ? businesses.at(-1) : undefined;
  return (
    <main className="mx-auto max-w-5xl px-4 pb-20 sm:px-6" id="main">
      <div className="mx-auto max-w-2xl pt-14 pb-10 text-center sm:pt-20">
        <h1 className="font-display text-3xl">{t("heading")}</h1>
        <p className="mt-4 text-lg text-balance text-ink-soft">{t("lead")}</p>
        <Form action="/" className="mt-8" role="search">
          <div className="flex items-center gap-2 rounded-lg border border-line-strong bg-surface p-1.5 ps-4 shadow-raised focus-within:outline-2 focus-within:outline-pine-ink">
            <Icon className="size-5 text-ink-faint" name="search" />
            <input
              aria-label={t("search")}
              className="h-10 min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-faint"
              defaultValue={search}
              key={search}
              maxLength={SEARCH_LENGTH_MAX}
              name="q"
              placeholder={t("hint")}
              type="search"
            />
            <button className={buttonClass({ size: "small" })} type="submit">
              {t("go")}
            </button>
          </div>
        </Form>
      </div>
      {businesses.length === 0 ? (
        <EmptyState
          action={
            <Link className={buttonClass({ look: "secondary" })} href="/">
              {t("empty.seeAll")}
            </Link>
          }
          icon="search"
          title={search ? t("empty.found", { search }) : after ? t("empty.end") : t("empty.none")}
        >
          {t("empty.advice")}
        </EmptyState>
      ) : (
        <section aria-labelledby="found">
          <h2 className="mb-4 text-sm font-medium text-ink-soft" id="found">
            {search ? t("found", { search }) : t("all")}
          </h2>
          <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2">
            {businesses.map((business) => (
              <li key={business.id}>
                <BusinessCard business={business} />
              </li>
            ))}
          </ul>
          {last && (
            <p className="mt-8 text-center">
              <Link
                className={buttonClass({ look: "secondary" })}
                href={{ pathname: "/", query: { ...(search && { q: search }), after: last.slug } }}
              >
                {t("more")}
              </Link>
            </p>
          )}
        </section>
      )}
    </main>
  );
}
