import Link from "next/link";
import type { ReactNode } from "react";
import { BusinessAvatar } from "@/components/ui/business-avatar";
import { SiteFooter } from "../../../site/site-footer";

interface NewsFrameProps {
  business: { id: string; slug: string; name: string; logoId: string | null };
  /** Of the page of all posts; a single one has its own. */
  title?: string;
  children: ReactNode;
}

/** The column of the news, below whose they are. */
export function NewsFrame({ business, title, children }: NewsFrameProps) {
  const { slug, name } = business;
  return (
    <div className="flex min-h-[calc(100dvh-var(--spacing-header))] flex-col">
      <main className="mx-auto w-full max-w-2xl flex-1 px-4 py-6 sm:px-6 sm:py-10" id="main">
        <Link
          className="flex w-fit max-w-full items-center gap-2.5 rounded-md font-medium underline-offset-2 hover:underline"
          href={{ pathname: `/b/${slug}` }}
        >
          <BusinessAvatar business={business} size="small" />
          <bdi className="truncate">{name}</bdi>
        </Link>
        {title && <h1 className="mt-3 mb-6 font-display text-3xl [overflow-wrap:anywhere]">{title}</h1>}
        {children}
      </main>
      <SiteFooter />
    </div>
  );
}
