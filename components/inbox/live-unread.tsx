"use client";

import { useEffect, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import { Badge } from "../ui/badge";
import { type ListSource, listOf } from "./list-source";
import { unreadTotal } from "./live-list";

/** How much waits in some lists; follows them even where no list is shown. */
export function LiveUnread({ sources }: { sources: ListSource[] }) {
  const t = useTranslations("site");
  return <Badge count={useUnread(sources)} label={t("unread")} size="small" />;
}

/** `(3) …` in the tab's title. */
export function TitleCount({ sources }: { sources: ListSource[] }) {
  const count = useUnread(sources);
  useEffect(() => {
    // A navigation writes the title anew, so it is watched for as long as there is a count.
    const write = () => {
      const plain = document.title.replace(/^\(\d+\) /, "");
      const title = count > 0 ? `(${count}) ${plain}` : plain;
      if (document.title !== title) document.title = title;
    };
    write();
    const observer = new MutationObserver(write);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
  return null;
}

function useUnread(sources: ListSource[]): number {
  const subscribe = (onChange: () => void) => {
    const leave = sources.map((source) => listOf(source).subscribe(onChange));
    return () => {
      for (const each of leave) each();
    };
  };
  return useSyncExternalStore(
    subscribe,
    () => sources.reduce((total, source) => total + unreadOf(source), 0),
    () => 0,
  );
}

function unreadOf(source: ListSource): number {
  const { pages, conversations } = listOf(source).getSnapshot();
  return pages ? unreadTotal(conversations, source.readerId) : 0;
}
