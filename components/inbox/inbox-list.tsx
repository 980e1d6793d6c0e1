"use client";

import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import type { ConversationList as ConversationPage } from "@/lib/protocol/list";
import type { SearchPage } from "@/lib/protocol/search";
import { FiguresLink } from "../figures/figures-link";
import { NewGroup } from "../groups/new-group";
import type { NewGroupProps } from "../groups/new-group-dialog";
import { ListSearch } from "../search/list-search";
import type { SecretActions } from "../secret/actions";
import { useDeviceKey } from "../secret/use-device-key";
import { Button, buttonClass } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { BusinessSwitcher, type SwitchedBusiness, useSwitchedBusiness } from "./business-switcher";
import { ConversationList } from "./conversation-list";
import { Keyboard } from "./keyboard/keyboard";
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
  search: (asked: { q: string; businessId: string; cursor?: string }) => Promise<ActionResult<SearchPage>>;
  publishDevice: SecretActions["publish"];
  startGroup: NewGroupProps["start"];
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
  search,
  startGroup,
}: InboxListProps & { chosen: SwitchedBusiness }) {
  const t = useTranslations("inbox");
  const { businessId, businessSlug, businessName } = chosen;
  const source: ListSource = { feed: "inbox", businessId, readerId, load };
  const list = useLiveList(source, chosen === businesses[0] ? firstPage : undefined);
  const isOwner = chosen.role === "owner";
  const [isOnlyWaiting, setOnlyWaiting] = useState(false);
  const conversations = isOnlyWaiting ? list.conversations.filter(isWaiting) : list.conversations;
  return (
    <>
      <ListHeader
        action={
          <>
            <Keyboard
              business={businesses.length > 1 ? businessSlug : undefined}
              conversations={conversations}
              isOwner={isOwner}
              readerId={readerId}
            />
            {isOwner && <FiguresLink business={businesses.length > 1 ? businessSlug : undefined} />}
            <NewGroup
              base="/inbox"
              business={{ slug: businessSlug, name: businessName }}
              isGuest={false}
              look="icon"
              start={startGroup}
            />
          </>
        }
        list={list}
        of={businessName}
        title={t("inbox")}
        waiting={{ isOnly: isOnlyWaiting, onToggle: () => setOnlyWaiting(!isOnlyWaiting) }}
      >
        <BusinessSwitcher businesses={businesses} chosen={chosen} />
      </ListHeader>
      <ListSearch
        business={businesses.length > 1 ? businessSlug : undefined}
        label={t("search")}
        readerId={readerId}
        search={(asked) => search({ ...asked, businessId })}
      >
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
      </ListSearch>
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
