import type { Metadata } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { words } from "./words";

export async function generateMetadata(): Promise<Metadata> {
  const t = await words("site");
  return { title: t("notFound.short") };
}

export default async function NotFound() {
  const t = await words("site");
  return (
    <main className="py-10 sm:py-20" id="main">
      <EmptyState
        action={
          <Link className={buttonClass()} href="/">
            {t("seeAll")}
          </Link>
        }
        as="h1"
        icon="compass"
        title={t("notFound.title")}
      >
        {t("notFound.advice")}
      </EmptyState>
    </main>
  );
}
