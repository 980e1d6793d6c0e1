import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { businessBySlug, suspendedBusiness } from "@/db/businesses";
import { db } from "../../database";
import { viewer } from "../../viewer";
import { words } from "../../words";

type Props = PageProps<"/not-available/[business]">;

/** The business of the address; once it is restored, its own page is shown again. */
const suspended = cache(async (slug: string) => {
  const found = await suspendedBusiness(db(), slug);
  if (found) return found;
  return (await businessBySlug(db(), slug)) ? redirect(`/b/${slug}`) : notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await suspended((await params).business);
  return { title: (await words("profile"))("closed.title", { name }), robots: { index: false } };
}

/** Where everybody is led who comes to a business that is suspended, or to a conversation with it. */
export default async function Page({ params }: Props) {
  const { business: slug } = await params;
  const [{ name }, who, t, ofSite] = await Promise.all([
    suspended(slug),
    viewer(),
    words("profile"),
    words("site"),
  ]);
  const isMember = who?.closedTo.some(({ businessSlug }) => businessSlug === slug);
  return (
    <main className="py-10 sm:py-20" id="main">
      <EmptyState
        action={
          <Link className={buttonClass({ look: "secondary" })} href="/">
            {ofSite("seeAll")}
          </Link>
        }
        as="h1"
        icon="lock"
        title={t("closed.title", { name })}
      >
        {t(isMember ? "closed.ofMembers" : "closed.advice")}
      </EmptyState>
    </main>
  );
}
