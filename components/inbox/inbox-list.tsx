"use client";

import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ConversationList as ConversationPage } from "@/lib/protocol/list";
import type { SecretActions } from "../secret/actions";
import { useDeviceKey } from "../secret/use-device-key";
import { Button, buttonClass } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { BusinessSwitcher, type SwitchedBusiness, useSwitchedBusiness } from "./business-switcher";
import { ConversationList } from "./conversation-list";
import { ListHeader } from "./list-header";
import type { ListSource } from "./list-source";
import { isWaiting } from "./live-list";
import { useLiveList } from "./use-live-list";

interface InboxListProps {
  readerId: string;
  businesses: SwitchedBusiness[];
  /** Of the first business. */
  firstPage: ConversationPage;
  load: Extract<ListSource, { feed: "inbox" }>["load"];
  publishDevice: SecretActions["publish"];
}

export function InboxList(props: InboxListProps) {
  useDeviceKey(props.readerId, props.publishDevice);
  const chosen = useSwitchedBusiness(props.businesses);
  if (!chosen) return null;
  return <InboxOf chosen={chosen} key={chosen.businessId} {...props} />;
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
  const [isOnlyWaiting, setOnlyWaiting] = useState(false);
  const conversations = isOnlyWaiting ? list.conversations.filter(isWaiting) : list.conversations;
  return (
    <>
      <ListHeader
        list={list}
        of={businessName}
        title={t("inbox")}
        waiting={{ isOnly: isOnlyWaiting, onToggle: () => setOnlyWaiting(!isOnlyWaiting) }}
      >
        <BusinessSwitcher businesses={businesses} chosen={chosen} />
      </ListHeader>
      <ConversationList
        business={businesses.length > 1 ? businessSlug : undefined}
        empty={
          isOnlyWaiting ? (
            <AllAnswered onSeeAll={() => setOnlyWaiting(false)} />
          ) : (
            <NobodyYet business={chosen} />
          )
        }
        list={{ ...list, conversations }}
        source={source}
      />
    </>
  );
}

function NobodyYet({ business: { businessSlug, businessName } }: { business: SwitchedBusiness }) {
  const t = useTranslations("inbox.none");
  return (
    <EmptyState
      action={
        <Link className={buttonClass({ look: "secondary" })} href={`/b/${businessSlug}`}>
          {t("seePage")}
        </Link>
      }
      icon="tray"
      title={t("title")}
    >
      {t("advice", { business: businessName })}
    </EmptyState>
  );
}

function AllAnswered({ onSeeAll }: { onSeeAll: () => void }) {
  const t = useTranslations("inbox.answered");
  return (
    <EmptyState
      action={
        <Button look="secondary" onClick={onSeeAll}>
          {t("seeAll")}
        </Button>
      }
      icon="sent"
      title={t("title")}
    >
      {t("advice")}
    </EmptyState>
  );
}
