"use client";

import Link from "next/link";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import type { ConversationList as ConversationPage } from "@/lib/protocol/list";
import type { SearchPage } from "@/lib/protocol/search";
import { ListSearch } from "../search/list-search";
import { buttonClass } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ConversationList } from "./conversation-list";
import { ListHeader } from "./list-header";
import type { ListSource } from "./list-source";
import { useLiveList } from "./use-live-list";

interface ChatsListProps {
  readerId: string;
  firstPage: ConversationPage;
  load: Extract<ListSource, { feed: "me" }>["load"];
  search: (asked: { q: string; as: "customer"; cursor?: string }) => Promise<ActionResult<SearchPage>>;
}

export function ChatsList({ readerId, firstPage, load, search }: ChatsListProps) {
  const t = useTranslations("inbox");
  const source: ListSource = { feed: "me", readerId, load };
  const list = useLiveList(source, firstPage);
  return (
    <>
      <ListHeader list={list} title={t("chats")} />
      <ListSearch
        label={t("searchChats")}
        readerId={readerId}
        search={(asked) => search({ ...asked, as: "customer" })}
      >
        <ConversationList
          empty={
            <EmptyState
              action={
                <Link className={buttonClass()} href="/">
                  {t("noChats.find")}
                </Link>
              }
              icon="bubble"
              title={t("noChats.title")}
            >
              {t("noChats.advice")}
            </EmptyState>
          }
          list={list}
          source={source}
        />
      </ListSearch>
    </>
  );
}
