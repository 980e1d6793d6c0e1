"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { ListSource } from "../inbox/list-source";
import type { AskHushed } from "../news/news";
import { Icon, type IconName } from "../ui/icon";
import { unreadParts } from "./unread-parts";

const LiveUnread = dynamic(() => unreadParts().then((parts) => parts.LiveUnread), { ssr: false });
const TitleCount = dynamic(() => unreadParts().then((parts) => parts.TitleCount), { ssr: false });

interface SiteNavProps {
  askHushed: AskHushed;
  viewerId: string;
  memberships: { businessId: string }[];
  loadInbox: Extract<ListSource, { feed: "inbox" }>["load"];
  loadChats: Extract<ListSource, { feed: "me" }>["load"];
}

export function SiteNav({ askHushed, viewerId, memberships, loadInbox, loadChats }: SiteNavProps) {
  const t = useTranslations("site");
  const chats: ListSource = { feed: "me", readerId: viewerId, load: loadChats };
  const inboxes = memberships.map(
    ({ businessId }): ListSource => ({ feed: "inbox", businessId, readerId: viewerId, load: loadInbox }),
  );
  return (
    <nav aria-label={t("yours")} className="flex items-center gap-1">
      {inboxes.length > 0 && (
        <NavLink href="/inbox" icon="tray" label={t("inbox")}>
          <LiveUnread sources={inboxes} />
        </NavLink>
      )}
      <NavLink href="/chats" icon="bubble" label={t("chats")}>
        <LiveUnread sources={[chats]} />
      </NavLink>
      <TitleCount ask={askHushed} sources={[...inboxes, chats]} />
    </nav>
  );
}

interface NavLinkProps {
  href: "/inbox" | "/chats";
  icon: IconName;
  label: string;
  children: ReactNode;
}

function NavLink({ href, icon, label, children }: NavLinkProps) {
  const isHere = usePathname().startsWith(href);
  return (
    <Link
      aria-current={isHere ? "page" : undefined}
      className="flex h-10 min-w-10 items-center justify-center gap-4 rounded-md px-2.5 text-sm font-medium text-ink-soft transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:text-ink"
      href={href}
    >
      <span className="relative">
        <Icon name={icon} />
        <span className="absolute start-full -top-2 -ms-2 flex rounded-full ring-2 ring-paper">
          {children}
        </span>
      </span>
      <span className="max-sm:sr-only">{label}</span>
    </Link>
  );
}
