"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import { isStaff } from "@/lib/permissions";
import { Avatar } from "../ui/avatar";
import { Time } from "../ui/time";
import { colleaguesHere, counterpartsAround, lastSeenOf } from "./presence";
import { useNames } from "./use-names";

/** Whom the reader talks with: the business, or its customer. */
export interface Counterpart {
  id: string;
  name: string;
  isGroup?: boolean;
  /** Where the name leads. */
  href?: string;
  lastSeenAt: string | null;
  /** Of a business, what there is to know while nobody of it is here. */
  absent?: ReactNode;
}

export interface ConversationHeaderProps {
  counterpart: Counterpart;
  view: ConversationView;
  /** Before the name: a way back. */
  leading?: ReactNode;
  /** After it: what can be done. */
  trailing?: ReactNode;
}

export function ConversationHeader({ counterpart, view, leading, trailing }: ConversationHeaderProps) {
  const t = useTranslations("conversation");
  const names = useNames();
  const here = counterpartsAround(view);
  const isWithBusiness = !isStaff(view.self.role);
  const colleagues = colleaguesHere(view);
  return (
    <header className="relative flex min-h-16 shrink-0 items-center border-b border-line bg-surface px-3 py-2 @2xl/talk:gap-3 sm:px-5">
      {leading}
      <div className="me-2.5 max-[25rem]:hidden @2xl/talk:me-0">
        <Avatar
          id={counterpart.id}
          name={counterpart.name}
          shape={isWithBusiness ? "square" : "round"}
          status={here[0]?.status}
        />
      </div>
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold">
          {counterpart.href ? (
            <Link className="hover:underline" href={{ pathname: counterpart.href }}>
              <bdi>{counterpart.name}</bdi>
            </Link>
          ) : (
            <bdi>{counterpart.name}</bdi>
          )}
        </h2>
        <p className="min-h-5 truncate text-sm text-ink-soft">
          <Whereabouts counterpart={counterpart} view={view} />
          {colleagues.length > 0 && <> · {t("alsoHere", { names: names(colleagues) })}</>}
        </p>
      </div>
      {trailing}
    </header>
  );
}

export function Whereabouts({ counterpart, view }: { counterpart: Counterpart; view: ConversationView }) {
  const t = useTranslations("conversation");
  const names = useNames();
  const here = counterpartsAround(view);
  const isWithBusiness = !isStaff(view.self.role);
  const isOnline = here[0]?.status === "online";
  if (here.length > 0 && isWithBusiness)
    return t(isOnline ? "areHere" : "areAway", { names: names(here), count: here.length });
  if (here.length > 0) return t(isOnline ? "hereNow" : "away");
  if (counterpart.absent) return counterpart.absent;
  const others = view.participants
    .filter(({ role }) => isStaff(role) === isWithBusiness)
    .map(({ userId }) => userId);
  const seenAt = lastSeenOf(view, others, [counterpart.lastSeenAt, view.around.lastSeenAt]);
  if (!seenAt) return isWithBusiness ? t("answerComesHere") : t("notHere");
  return t.rich("lastHere", { when: () => <Time at={seenAt} form="ago" key="when" /> });
}
