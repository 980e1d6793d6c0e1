import type { Metadata } from "next";
import Link from "next/link";
import { BusinessCard } from "@/components/site/business-card";
import { CategoryChips } from "@/components/site/category-chips";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { BUSINESSES_PAGE_SIZE, businessBySlug, listBusinesses, listCategories } from "@/db/businesses";
import { replyTimesOf } from "@/db/reply-time";
import { db } from "../database";
import { SiteFooter } from "../site/site-footer";
import { whoIsHere } from "../storefront/here";
import { openingWords } from "../storefront/opening-words";
import { replyWords } from "../storefront/reply-words";
import { words } from "../words";
import { DirectoryHead, SEARCH_LENGTH_MAX } from "./directory-head";

export async function generateMetadata(): Promise<Metadata> {
  const t = await words("directory");
  return { title: t("title"), description: t("lead") };
}

export default async function Page({ searchParams }: PageProps<"/">) {
  const t = await words("directory");
  const { q, category: inCategory, after: afterSlug } = await searchParams;
  const search = asked(q);
  const category = asked(inCategory);
  const after = typeof afterSlug === "string" ? await businessBySlug(db(), afterSlug) : null;
  const [businesses, categories] = await Promise.all([
    listBusinesses(db(), { search, category, ...(after && { after }) }),
    listCategories(db()),
  ]);
  const last = businesses.length === BUSINESSES_PAGE_SIZE ? businesses.at(-1) : undefined;
  const wanted = { ...(search && { q: search }), ...(category && { category }) };
  return (
    <>
      <main className="mx-auto max-w-page px-4 pb-20 sm:px-6" id="main">
        <DirectoryHead category={category} search={search} />
        <CategoryChips
          categories={categories}
          current={category}
          search={search}
          words={{ categories: t("categories"), everything: t("everything") }}
        />
        {businesses.length === 0 ? (
          <EmptyState
            action={
              <Link className={buttonClass({ look: "secondary" })} href="/">
                {t("empty.seeAll")}
              </Link>
            }
            icon="search"
            title={await emptyWords({ search, category, isEnd: after !== null })}
          >
            {category ? t("empty.adviceIn") : t("empty.advice")}
          </EmptyState>
        ) : (
          <section aria-labelledby="found">
            <h2 className="mb-4 text-sm font-medium text-ink-soft" id="found">
              {await foundWords({ search, category })}
            </h2>
            <Cards businesses={businesses} />
            {last && (
              <p className="mt-10 text-center">
                <Link
                  className={buttonClass({ look: "secondary" })}
                  href={{ pathname: "/", query: { ...wanted, after: last.slug } }}
                >
                  {t("more")}
                </Link>
              </p>
            )}
          </section>
        )}
      </main>
      <SiteFooter />
    </>
  );
}

async function Cards({ businesses }: { businesses: Awaited<ReturnType<typeof listBusinesses>> }) {
  const now = new Date();
  const ids = businesses.map(({ id }) => id);
  const [here, replyTimes] = await Promise.all([whoIsHere(ids), replyTimesOf(db(), ids)]);
  const cards = await Promise.all(
    businesses.map(async (business) => {
      const { id, slug, name, category, tagline, logoId } = business;
      const replyTime = replyTimes.get(id);
      return {
        business: { id, slug, name, category, tagline, logoId },
        opening: await openingWords(business, now),
        here: here.get(id),
        reply: replyTime && (await replyWords(replyTime)).usually,
      };
    }),
  );
  return (
    <ul className="grid grid-cols-1 gap-5 sm:grid-cols-2 lg:grid-cols-3">
      {cards.map((card) => (
        <li key={card.business.id}>
          <BusinessCard {...card} />
        </li>
      ))}
    </ul>
  );
}

function asked(value: string | string[] | undefined): string {
  return typeof value === "string" ? value.trim().slice(0, SEARCH_LENGTH_MAX) : "";
}

async function foundWords({ search, category }: { search: string; category: string }): Promise<string> {
  const t = await words("directory");
  if (search && category) return t("foundIn", { search, category });
  return search ? t("found", { search }) : category || t("all");
}

interface Nothing {
  search: string;
  category: string;
  isEnd: boolean;
}

async function emptyWords({ search, category, isEnd }: Nothing): Promise<string> {
  const t = await words("directory");
  if (search && category) return t("empty.foundIn", { search, category });
  if (search) return t("empty.found", { search });
  if (isEnd) return t("empty.end");
  return category ? t("empty.in", { category }) : t("empty.none");
}
