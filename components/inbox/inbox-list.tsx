"use client";

import Link from "next/link";
import type { ConversationList as ConversationPage } from "@/lib/protocol/list";
import { QueryProvider } from "../query-provider";
import { buttonClass } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { BusinessSwitcher, type SwitchedBusiness, useSwitchedBusiness } from "./business-switcher";
import { ConversationList } from "./conversation-list";
import type { ListSource } from "./list-source";

interface InboxListProps {
  readerId: string;
  businesses: SwitchedBusiness[];
  /** Of the first business. */
  firstPage: ConversationPage;
  load: Extract<ListSource, { feed: "inbox" }>["load"];
}

export function InboxList({ readerId, businesses, firstPage, load }: InboxListProps) {
  const chosen = useSwitchedBusiness(businesses);
  if (!chosen) return null;
  const { businessId, businessSlug, businessName } = chosen;
  return (
    <QueryProvider>
      <header className="px-5 pt-5 pb-3">
        <h1 className="font-display text-xl">Inbox</h1>
        <p className="text-sm text-ink-soft">{businessName}</p>
      </header>
      <BusinessSwitcher businesses={businesses} chosen={chosen} />
      <ConversationList
        empty={
          <EmptyState
            action={
              <Link className={buttonClass({ look: "secondary" })} href={`/b/${businessSlug}`}>
                See your page
              </Link>
            }
            icon="tray"
            title="Nobody has written yet"
          >
            What customers write on the page of {businessName} shows up here by itself.
          </EmptyState>
        }
        firstPage={chosen === businesses[0] ? firstPage : undefined}
        key={businessId}
        query={businesses.length > 1 ? { business: businessSlug } : {}}
        source={{ feed: "inbox", businessId, readerId, load }}
      />
    </QueryProvider>
  );
}
