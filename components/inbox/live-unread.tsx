"use client";

import dynamic from "next/dynamic";
import { useEffect, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import type { AskHushed } from "../news/news";
import { patiently } from "../patiently";
import { Badge } from "../ui/badge";
import { type ListSource, listOf } from "./list-source";
import { unreadTotal } from "./live-list";

/** Comes with the first message that somebody else is heard to say. */
const News = dynamic(
  patiently(() => import("../news/news").then((module) => module.News)),
  { ssr: false },
);

/** How much waits in some lists; follows them even where no list is shown. */
export function LiveUnread({ sources }: { sources: ListSource[] }) {
  const t = useTranslations("site");
  return <Badge count={useUnread(sources)} label={t("unread")} size="small" />;
}

/** `(3) …` in the tab's title, a dot on its icon, and in the page what is new. */
export function TitleCount({ sources, ask }: { sources: ListSource[]; ask: AskHushed }) {
  const count = useUnread(sources);
  useEffect(() => {
    // A navigation writes the title anew, so it is watched for as long as there is a count.
    const write = () => {
      const plain = document.title.replace(/^\(\d+\) /, "");
      const title = count > 0 ? `(${count}) ${plain}` : plain;
      if (document.title !== title) document.title = title;
      for (const link of document.querySelectorAll<HTMLLinkElement>("link[rel=icon]")) {
        link.dataset.plain ??= link.href;
        link.href = count > 0 ? "/icon-unread.svg" : link.dataset.plain;
      }
    };
    write();
    const observer = new MutationObserver(write);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
  const isNews = useLists(sources, hasNews);
  return isNews && <News ask={ask} sources={sources} />;
}

function useUnread(sources: ListSource[]): number {
  return useLists(sources, (all) => all.reduce((total, source) => total + unreadOf(source), 0)) || 0;
}

function useLists<Value>(sources: ListSource[], read: (sources: ListSource[]) => Value): Value | false {
  const subscribe = (onChange: () => void) => {
    const leave = sources.map((source) => listOf(source).subscribe(onChange));
    return () => {
      for (const each of leave) each();
    };
  };
  return useSyncExternalStore<Value | false>(
    subscribe,
    () => read(sources),
    () => false,
  );
}

/** Whether somebody else was heard to say something. */
function hasNews(sources: ListSource[]): boolean {
  return sources.some((source) =>
    Object.values(listOf(source).getSnapshot().heard).some(
      ({ summary }) => summary && summary.lastMessage.senderId !== source.readerId,
    ),
  );
}

function unreadOf(source: ListSource): number {
  const { pages, conversations } = listOf(source).getSnapshot();
  return pages ? unreadTotal(conversations, source.readerId) : 0;
}
