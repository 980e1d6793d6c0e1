"use client";

import Link from "next/link";
import { useTranslations } from "use-intl/react";
import type { ConversationList as ConversationPage } from "@/lib/protocol/list";
import { QueryProvider } from "../query-provider";
import { buttonClass } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { BusinessSwitcher, type SwitchedBusiness, useSwitchedBusiness } from "./business-switcher";
import { ConversationList } from "./conversation-list";
import { ListHeader } from "./list-header";
import type { ListSource } from "./list-source";
import { useLiveList } from "./use-live-list";

interface InboxListProps {
  readerId: string;
  businesses: SwitchedBusiness[];
  /** Of the first business. */
  firstPage: ConversationPage;
  load: Extract<ListSource, { feed: "inbox" }>["load"];
}

export function InboxList(props: InboxListProps) {
  const chosen = useSwitchedBusiness(props.businesses);
  if (!chosen) return null;
  return (
    <QueryProvider>
      <InboxOf chosen={chosen} key={chosen.businessId} {...props} />
    </QueryProvider>
  );
}

function InboxOf({
  chosen,
  businesses,
  readerId,
  firstPage,
  load,
}: InboxListProps & { chosen: SwitchedBusiness }) {
  const t = useTranslations("inbox");
  const { businessId, businessSlug, businessName } = chosen;
  const source: ListSource = { feed: "inbox", businessId, readerId, load };
  const list = useLiveList(source, chosen === businesses[0] ? firstPage : undefined);
  return (
    <>
      <ListHeader countsWaiting list={list} of={businessName} title={t("inbox")}>
        <BusinessSwitcher businesses={businesses} chosen={chosen} />
      </ListHeader>
      <ConversationList
        business={businesses.length > 1 ? businessSlug : undefined}
        empty={
          <EmptyState
            action={
              <Link className={buttonClass({ look: "secondary" })} href={`/b/${businessSlug}`}>
                {t("none.seePage")}
              </Link>
            }
            icon="tray"
            title={t("none.title")}
          >
            {t("none.advice", { business: businessName })}
          </EmptyState>
        }
        list={list}
        source={source}
      />
    </>
  );
}
