import Link from "next/link";
import type { ListSource } from "../inbox/list-source";
import { buttonClass } from "../ui/button";
import { AccountMenu } from "./account-menu";
import { Logo } from "./logo";
import { SiteNav } from "./site-nav";

export interface HeaderViewer {
  id: string;
  name: string;
  email: string | null;
  isGuest: boolean;
  memberships: { businessId: string }[];
}

interface SiteHeaderProps {
  viewer: HeaderViewer | null;
  loadInbox: Extract<ListSource, { feed: "inbox" }>["load"];
  loadChats: Extract<ListSource, { feed: "me" }>["load"];
}

/** On phones it makes room for an open conversation, which has a way back of its own. */
export function SiteHeader({ viewer, loadInbox, loadChats }: SiteHeaderProps) {
  return (
    <header className="sticky top-0 z-20 h-header border-b border-line bg-paper max-md:[body:has([data-open])_&]:hidden">
      <div className="flex h-full items-center gap-2 px-4 sm:px-6">
        <Link aria-label="ServiHub, all businesses" className="me-auto flex rounded-sm" href="/">
          <Logo />
        </Link>
        {viewer ? (
          <>
            <SiteNav
              loadChats={loadChats}
              loadInbox={loadInbox}
              memberships={viewer.memberships}
              viewerId={viewer.id}
            />
            <AccountMenu viewer={viewer} />
          </>
        ) : (
          <Link className={buttonClass({ look: "secondary", size: "small" })} href="/sign-in">
            Sign in
          </Link>
        )}
      </div>
    </header>
  );
}
