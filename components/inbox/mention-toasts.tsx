"use client";

import { useEffect, useEffectEvent } from "react";
import { useTranslations } from "use-intl/react";
import type { FeedEvent } from "@/lib/protocol/feed";
import type { AskHushed } from "../news/news";
import { patiently } from "../patiently";
import { useToast } from "../ui/toast";
import { inboxFeed } from "./list-source";

/** Comes with the first note that names somebody. */
const load = patiently(() => import("./heed-mention"));

interface MentionToastsProps {
  ask: AskHushed;
  readerId: string;
  /** Where a business needs no name in the address, because there is only one, it has none. */
  business: { id: string; slug: string | undefined };
}

/** Tells a member at once that a note names them, unless they are looking at it. */
export function MentionToasts({ ask, readerId, business }: MentionToastsProps) {
  const t = useTranslations("notes");
  const toast = useToast();
  const hear = useEffectEvent(async (event: FeedEvent) => {
    if (event.type !== "mentioned" || event.userId !== readerId) return;
    const { heedMention } = await load();
    if (!(await heedMention(ask, event.conversationId))) return;
    const query = { ...(business.slug && { business: business.slug }), message: event.messageId };
    toast({
      text: t("mentioned", { name: event.by }),
      link: { href: { pathname: `/inbox/${event.conversationId}`, query }, text: t("open") },
    });
  });
  useEffect(
    () =>
      inboxFeed({ readerId, businessId: business.id }).follow({
        onReload: () => {},
        onEvent: (event) => hear(event),
      }),
    [readerId, business.id],
  );
  return null;
}
