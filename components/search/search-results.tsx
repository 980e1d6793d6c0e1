"use client";

import type { UrlObject } from "node:url";
import Link from "next/link";
import { useTranslations } from "use-intl/react";
import type { SearchHit } from "@/lib/protocol/search";
import { Avatar } from "../ui/avatar";
import { Time } from "../ui/time";
import { Named } from "./named";
import { NoteMark } from "./note-mark";
import { SearchAnnouncer, SearchRest } from "./search-status";
import { Snippet } from "./snippet";
import { type Search, useSearch } from "./use-search";

interface SearchResultsProps {
  query: string;
  search: Parameters<typeof useSearch>[0];
  readerId: string;
  /** What stays in the address of an inbox. */
  kept?: Record<string, string>;
}

/** What was found in many conversations, together for each; the one with the newest hit first. */
export function SearchResults({ query, search: ask, readerId, kept = {} }: SearchResultsProps) {
  const t = useTranslations("search");
  const search = useSearch(ask, query);
  return (
    <section
      aria-label={t("results")}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-4"
    >
      <SearchAnnouncer search={search} />
      <ul className={search.state === "searching" ? "opacity-60" : ""}>
        {search.named.length > 0 && (
          <li className="mb-3">
            <Named conversations={search.named} kept={kept} />
          </li>
        )}
        {byConversation(search).map((hits) => (
          <li className="mb-3" key={hits[0]?.conversation.id}>
            <Found kept={kept} hits={hits} readerId={readerId} />
          </li>
        ))}
      </ul>
      <SearchRest search={search} />
    </section>
  );
}

function byConversation({ hits }: Search): SearchHit[][] {
  const groups = new Map<string, SearchHit[]>();
  for (const hit of hits) groups.set(hit.conversation.id, [...(groups.get(hit.conversation.id) ?? []), hit]);
  return [...groups.values()];
}

function Found({
  hits,
  readerId,
  kept,
}: {
  readerId: string;
  kept: Record<string, string>;
  hits: SearchHit[];
}) {
  const t = useTranslations("search");
  const [first] = hits;
  if (!first) return null;
  const { conversation } = first;
  const isOwn = conversation.role === "customer";
  const customer = conversation.customerId === null ? t("formerCustomer") : conversation.customerName;
  const name = conversation.title || (isOwn ? conversation.businessName : customer);
  const href = ({ message: { id, threadId }, isNote }: SearchHit): UrlObject => ({
    pathname: `${isOwn ? "/chats" : "/inbox"}/${conversation.id}`,
    query: {
      ...(!isOwn && kept),
      ...(threadId && !isNote && { thread: threadId, reply: id }),
      message: id,
    },
  });
  return (
    <>
      <h2 className="flex items-center gap-2.5 px-3 pt-1 pb-0.5 text-sm font-medium">
        <Avatar
          id={isOwn ? conversation.businessId : (conversation.customerId ?? conversation.id)}
          name={name}
          shape={isOwn ? "square" : "round"}
          size="small"
        />
        <span className="truncate" dir="auto">
          {name}
        </span>
      </h2>
      <ul>
        {hits
          .map((hit) => ({ ...hit, href: href(hit) }))
          .map(({ message, snippet, isNote, href }) => (
            <li key={message.id}>
              <Link
                className="block rounded-lg py-2 ps-12.5 pe-3 outline-offset-[-2px] hover:bg-sunken"
                data-hit
                href={href}
                prefetch={false}
              >
                <span className="flex items-baseline justify-between gap-3 text-xs text-ink-faint">
                  <span className="truncate" dir="auto">
                    {message.senderId === readerId ? t("you") : message.senderName}
                    {message.threadId && ` · ${t("inThread")}`}
                    {isNote && <NoteMark />}
                  </span>
                  <Time at={message.createdAt} className="shrink-0 tabular-nums" form="list" />
                </span>
                <Snippet parts={snippet} />
              </Link>
            </li>
          ))}
      </ul>
    </>
  );
}
