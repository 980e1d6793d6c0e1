"use client";

import dynamic from "next/dynamic";
import { useSelectedLayoutSegment } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import type { InboxDesk } from "@/lib/inbox-desk";
import { keyOfView } from "@/lib/inbox-view";
import type { ConversationList as ConversationPage } from "@/lib/protocol/list";
import type { SearchPage } from "@/lib/protocol/search";
import { NewGroup } from "../groups/new-group";
import type { NewGroupProps } from "../groups/new-group-dialog";
import { patiently } from "../patiently";
import { ListSearch } from "../search/list-search";
import type { SecretActions } from "../secret/actions";
import { useDeviceKey } from "../secret/use-device-key";
import type { BulkBarProps } from "./bulk-bar";
import { ConversationList } from "./conversation-list";
import { Desk, useKeptDesk } from "./desk";
import { isBegun, lookAt, useKeptQuery, useView } from "./kept-view";
import { useCommands } from "./keyboard/commands";
import { Keyboard } from "./keyboard/keyboard";
import { ListHeader } from "./list-header";
import type { ListSource } from "./list-source";
import { isWaiting } from "./live-list";
import { OwnerLinks } from "./owner-links";
import { Selecting, type Selection, useSelection } from "./selection";
import { type SwitchedBusiness, useSwitchedBusiness } from "./switched-business";
import { type CountsSource, useCounts, viewsCounted } from "./use-counts";
import { useLiveList } from "./use-live-list";
import { type UsualView, usualNames, usualViews } from "./usual-views";
import { ViewBar } from "./view-bar";
import type { SavedViewActions } from "./views-panel";

interface InboxListProps {
  readerId: string;
  businesses: SwitchedBusiness[];
  /** Of the first business, as an inbox begins. */
  firstPage: ConversationPage;
  firstDesk: InboxDesk;
  load: Extract<ListSource, { feed: "inbox" }>["load"];
  search: (asked: { q: string; businessId: string; cursor?: string }) => Promise<ActionResult<SearchPage>>;
  publishDevice: SecretActions["publish"];
  startGroup: NewGroupProps["start"];
  count: CountsSource["count"];
  readDesk: Parameters<typeof useKeptDesk>[0]["read"];
  savedViews: SavedViewActions;
  setWork: BulkBarProps["setWork"];
}

export function InboxList(props: InboxListProps) {
  useDeviceKey(props.readerId, props.publishDevice);
  const chosen = useSwitchedBusiness(props.businesses);
  if (!chosen) return null;
  return <InboxOf chosen={chosen} key={chosen.businessId} {...props} />;
}

function InboxOf({ chosen, ...props }: InboxListProps & { chosen: SwitchedBusiness }) {
  const { businesses, readerId, firstPage, firstDesk, load, search, startGroup, readDesk } = props;
  const t = useTranslations("inbox");
  const { businessId, businessSlug, businessName } = chosen;
  const isOwner = chosen.role === "owner";
  const isFirst = chosen === businesses[0];
  const view = useView();
  const source: ListSource = { feed: "inbox", businessId, readerId, view, load };
  const list = useLiveList(source, isFirst && isBegun(view) ? firstPage : undefined);
  const [isOnlyWaiting, setOnlyWaiting] = useState(false);
  const conversations = isOnlyWaiting ? list.conversations.filter(isWaiting) : list.conversations;
  const [desk, setDesk] = useKeptDesk({
    ...{ readerId, businessId, first: isFirst ? firstDesk : undefined },
    ...{ read: readDesk, conversations: list.conversations },
  });
  const counts = useCounts({ readerId, businessId, count: props.count }, viewsCounted(view, desk));
  const selection = useSelection(conversations);
  const query = useKeptQuery();
  useViewCommands(desk, selection);
  const why = isOnlyWaiting ? "answered" : isBegun(view) ? "new" : "view";
  return (
    <Desk value={desk}>
      <ListHeader
        action={
          <>
            <Keyboard conversations={conversations} isOwner={isOwner} readerId={readerId} />
            {isOwner && <OwnerLinks business={businesses.length > 1 ? businessSlug : undefined} />}
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
        total={counts[keyOfView(view)]}
        waiting={{ isOnly: isOnlyWaiting, onToggle: () => setOnlyWaiting(!isOnlyWaiting) }}
      >
        {businesses.length > 1 && <BusinessSwitcher businesses={businesses} chosen={chosen} />}
      </ListHeader>
      <ViewBar
        actions={props.savedViews}
        businessId={businessId}
        counts={counts}
        desk={desk}
        onSaved={(savedViews) => setDesk({ ...desk, savedViews })}
        view={view}
      />
      {view.tag !== undefined && !desk.tags.some(({ id }) => id === view.tag) && (
        <Suspense>
          <UnknownTag
            businessId={businessId}
            key={view.tag}
            onRead={setDesk}
            read={readDesk}
            tag={view.tag}
          />
        </Suspense>
      )}
      <ListSearch
        label={t("search")}
        kept={query}
        readerId={readerId}
        search={(asked) => search({ ...asked, businessId })}
      >
        <Selecting value={selection}>
          <ConversationList
            empty={
              // The list's own keys and words stay while it is loaded.
              <Suspense>
                <EmptyInbox business={chosen} onSeeAll={() => setOnlyWaiting(false)} why={why} />
              </Suspense>
            }
            key={keyOfView(view)}
            list={{ ...list, conversations }}
            query={query}
            source={source}
          />
        </Selecting>
        {selection.chosen.length > 0 && (
          <Suspense>
            <BulkBar
              businessId={businessId}
              readerId={readerId}
              selection={selection}
              setWork={props.setWork}
            />
          </Suspense>
        )}
      </ListSearch>
    </Desk>
  );
}

/** Nearly everybody has one. */
const BusinessSwitcher = dynamic(
  patiently(() => import("./business-switcher").then((module) => module.BusinessSwitcher)),
);

/** Where there is nobody, and loaded there. */
const EmptyInbox = dynamic(patiently(() => import("./empty-inbox").then((module) => module.EmptyInbox)));

const UnknownTag = lazy(
  patiently(() => import("./unknown-tag").then((module) => ({ default: module.UnknownTag }))),
);

/** Loaded with the first line that is chosen. */
const BulkBar = lazy(patiently(() => import("./bulk-bar").then((module) => ({ default: module.BulkBar }))));

/** Views and what was chosen, by words and keys. */
function useViewCommands({ savedViews }: InboxDesk, selection: Selection): void {
  const t = useTranslations("views");
  const openId = useSelectedLayoutSegment();
  const { chosen, chooseAll, clear, toggle } = selection;
  const lookAtUsual = (name: UsualView) => ({ run: () => lookAt(usualViews[name]) });
  const others = usualNames
    .filter((name) => !["open", "mine", "unassigned", "snoozed"].includes(name))
    .map((name) => ({ name: t(`names.${name}`), view: usualViews[name] }));
  const select = () => {
    const focused = document.activeElement;
    const id = (focused instanceof HTMLElement && focused.dataset.conversation) || openId;
    if (id) toggle(id, false);
  };
  useCommands([
    { id: "inbox", ...lookAtUsual("open") },
    { id: "mine", ...lookAtUsual("mine") },
    { id: "unassigned", ...lookAtUsual("unassigned") },
    { id: "snoozed", ...lookAtUsual("snoozed") },
    { id: "select", run: select },
    ...[...others, ...savedViews].map(({ name, view }) => ({
      ...{ id: `view:${keyOfView(view)}`, group: "views" as const, words: name },
      run: () => lookAt(view),
    })),
    { id: "view:all", group: "conversations", words: t("bulk.all"), run: chooseAll },
    ...(chosen.length > 0
      ? [{ id: "view:none", group: "conversations" as const, words: t("bulk.none"), run: clear }]
      : []),
  ]);
}
