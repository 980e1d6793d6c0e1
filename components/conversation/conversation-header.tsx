"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { ConversationView } from "@/lib/client/conversation-client";
import { isStaff } from "@/lib/permissions";
import { Avatar } from "../ui/avatar";
import { Time } from "../ui/time";
import { colleaguesHere, counterpartsHere, lastSeenOf, namesOf } from "./presence";

/** Whom the reader talks with: the business, or its customer. */
export interface Counterpart {
  id: string;
  name: string;
  /** Where the name leads. */
  href?: string;
  lastSeenAt: string | null;
}

interface ConversationHeaderProps {
  counterpart: Counterpart;
  view: ConversationView;
  /** Before the name: a way back. */
  leading?: ReactNode;
  /** After it: what can be done. */
  trailing?: ReactNode;
}

export function ConversationHeader({ counterpart, view, leading, trailing }: ConversationHeaderProps) {
  const here = counterpartsHere(view);
  const isWithBusiness = !isStaff(view.self.role);
  const colleagues = colleaguesHere(view);
  const status =
    here.length === 0 ? undefined : here.some((each) => each.status === "online") ? "online" : "away";
  return (
    <header className="flex min-h-16 shrink-0 items-center gap-3 border-b border-line bg-surface px-3 py-2 sm:px-5">
      {leading}
      <Avatar
        id={counterpart.id}
        name={counterpart.name}
        shape={isWithBusiness ? "square" : "round"}
        status={status}
      />
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold" dir="auto">
          {counterpart.href ? (
            <Link className="hover:underline" href={{ pathname: counterpart.href }}>
              {counterpart.name}
            </Link>
          ) : (
            counterpart.name
          )}
        </h2>
        <p className="min-h-5 truncate text-sm text-ink-soft">
          <Whereabouts counterpart={counterpart} view={view} />
          {colleagues.length > 0 && <span className="truncate"> · {namesOf(colleagues)} also here</span>}
        </p>
      </div>
      {trailing}
    </header>
  );
}

export function Whereabouts({ counterpart, view }: { counterpart: Counterpart; view: ConversationView }) {
  const here = counterpartsHere(view);
  const isWithBusiness = !isStaff(view.self.role);
  if (here.length > 0 && isWithBusiness)
    return (
      <span className="truncate">
        {namesOf(here)} {here.length === 1 ? "is" : "are"} here
      </span>
    );
  if (here.some(({ status }) => status === "online")) return <span>Here now</span>;
  if (here.length > 0) return <span>Away</span>;
  const others = view.participants
    .filter(({ role }) => isStaff(role) === isWithBusiness)
    .map(({ userId }) => userId);
  const seenAt = lastSeenOf(view, others, counterpart.lastSeenAt);
  if (!seenAt) return <span>{isWithBusiness ? "The answer comes here" : "Not here now"}</span>;
  return (
    <span>
      Last here <Time at={seenAt} form="ago" />
    </span>
  );
}
