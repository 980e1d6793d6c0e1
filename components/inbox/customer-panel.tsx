"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { Participant } from "@/lib/protocol/event";
import type { Tag } from "@/lib/tags";
import type { ConversationActions } from "../conversation/actions";
import { LevelButton } from "../conversation/level-button";
import { Avatar } from "../ui/avatar";
import { Time } from "../ui/time";
import { useReader } from "../ui/use-reader";
import type { CustomerActions, ReasonedBlock } from "./customer-actions";
import { CustomerBlock } from "./customer-block";
import { CustomerRecord } from "./customer-record";
import type { Kept } from "./note-keeping";

export interface CustomerPanelProps {
  customer: {
    id: string | null;
    name: string | null;
    isGuest: boolean;
    mailAddress: string | null;
    firstContactAt: string | null;
    messageCount: number;
    isCountedUp: boolean;
    team: Participant[];
    timeZone: string | null;
    groups: { id: string; title: string; lastMessageAt: string }[];
    closings: { id: string; closedAt: string; rating: number | null }[];
    note: Kept;
    tags: string[];
    tagsOfBusiness: Tag[];
    block: (ReasonedBlock & { by: string | null }) | null;
  };
  conversationId: string;
  businessId: string;
  self: Participant;
  /** Where they are, or were last. */
  whereabouts: ReactNode;
  /** The business in the address of the inbox. */
  business: string | undefined;
  actions: CustomerActions;
  levels: ConversationActions["levels"];
  reload: () => Promise<unknown>;
}

/** What the business knows of the one it talks with. */
export function CustomerPanel({
  customer,
  conversationId,
  businessId,
  self,
  whereabouts,
  business,
  actions,
  levels,
  reload,
}: CustomerPanelProps) {
  const t = useTranslations("inbox");
  const said = useTranslations("customers");
  const { id, isGuest, firstContactAt, messageCount, isCountedUp, team, timeZone, groups, closings } =
    customer;
  const name = customer.name ?? t("formerCustomer");
  const block = id !== null && (
    <CustomerBlock {...{ conversationId, name, reload }} ask={actions.block} block={customer.block} />
  );
  return (
    <div className="relative space-y-6">
      <span className="absolute end-0 top-0">
        <LevelButton {...{ conversationId, levels, self }} />
      </span>
      <div className="flex flex-col items-center text-center">
        <Avatar id={id ?? conversationId} name={name} size="large" />
        <p className="mt-3 max-w-full font-display text-lg [overflow-wrap:anywhere]" dir="auto">
          {name}
        </p>
        <p className="min-h-[1lh] text-sm text-ink-soft">{whereabouts}</p>
        {id !== null && (
          <p className="mt-3 rounded-full bg-sunken px-2.5 py-1 text-xs font-medium text-ink-soft">
            {t(isGuest ? "customer.guest" : "customer.account")}
          </p>
        )}
        {isGuest && (
          <p className="mt-1.5 max-w-56 text-xs text-balance [overflow-wrap:anywhere] text-ink-faint">
            {customer.mailAddress ?? t("customer.guestAdvice")}
          </p>
        )}
      </div>
      {customer.block && block}
      {id !== null && (
        <CustomerRecord
          {...{ actions, businessId, conversationId, customer, reload }}
          isOwner={self.role === "owner"}
          key={conversationId}
        />
      )}
      <dl className="divide-y divide-line border-y border-line text-sm">
        {timeZone && (
          <Fact term={said("localTime")}>
            <LocalTime timeZone={timeZone} />
          </Fact>
        )}
        {firstContactAt && (
          <Fact term={t("customer.firstContact")}>
            <Time at={firstContactAt} form="day" />
          </Fact>
        )}
        <Fact term={t("customer.messages")}>
          {t(isCountedUp ? "customer.messageCount" : "customer.messageCountOrMore", { count: messageCount })}
        </Fact>
      </dl>
      <Part title={t("customer.team")}>
        {team.length === 0 ? (
          <p className="text-sm text-ink-soft">{t("customer.nobody")}</p>
        ) : (
          <ul className="space-y-3">
            {team.map((member) => (
              <li className="flex items-center gap-3 text-sm" key={member.userId}>
                <Avatar id={member.userId} name={member.name} size="small" />
                <bdi className="min-w-0 flex-1 truncate">
                  {member.userId === self.userId ? t("customer.you", { name: member.name }) : member.name}
                </bdi>
                <span className="text-ink-faint">
                  {t(`customer.${member.role === "customer" ? "agent" : member.role}`)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Part>
      {closings.length > 0 && (
        <Part title={said("earlier")}>
          <ul className="space-y-2 text-sm">
            {closings.map(({ id, closedAt, rating }) => (
              <li className="flex items-baseline gap-3" key={id}>
                <span className="min-w-0 flex-1">
                  {said("completed")}
                  {rating !== null && ` · ${said("rated", { rating })}`}
                </span>
                <Time at={closedAt} className="text-xs text-ink-faint" form="list" />
              </li>
            ))}
          </ul>
        </Part>
      )}
      {groups.length > 0 && (
        <Part title={said("groups")}>
          <ul className="-mx-2">
            {groups.map((group) => (
              <li key={group.id}>
                <Link
                  className="flex min-h-9 items-baseline gap-3 rounded-md px-2 py-1.5 text-sm hover:bg-sunken"
                  href={{
                    pathname: `/inbox/${group.id}`,
                    ...(business !== undefined && { query: { business } }),
                  }}
                >
                  <span className="min-w-0 flex-1 truncate" dir="auto">
                    {group.title}
                  </span>
                  <Time at={group.lastMessageAt} className="text-xs text-ink-faint" form="list" />
                </Link>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {!customer.block && block}
    </div>
  );
}

/** What the clock says where they are, in this minute; kept unseen until the reader's own is known. */
function LocalTime({ timeZone }: { timeZone: string }) {
  const reader = useReader();
  if (!reader) return null;
  const { locale, nowMs } = reader;
  return new Intl.DateTimeFormat(locale, {
    weekday: "short",
    hour: "numeric",
    minute: "2-digit",
    timeZone,
  }).format(nowMs);
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-2.5">
      <dt className="shrink-0 text-ink-soft">{term}</dt>
      <dd className="min-w-0 text-end font-medium">{children}</dd>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-3 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}
