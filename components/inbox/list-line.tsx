"use client";

import type { UrlObject } from "node:url";
import Link from "next/link";
import { memo } from "react";
import { useTranslations } from "use-intl/react";
import { unreadIn } from "@/lib/inbox-view";
import type { ListedConversation } from "@/lib/protocol/list";
import { GroupAvatar } from "../groups/group-avatar";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { Icon, type IconName } from "../ui/icon";
import { LinkPending } from "../ui/link-pending";
import { Time } from "../ui/time";
import { useTelling } from "../use-telling";
import { useActivityParts } from "./activity-parts";
import { Assignee, WorkOnLine } from "./line-work";
import { isSilent, isWaiting } from "./live-list";

interface ListLineProps {
  conversation: ListedConversation;
  readerId: string;
  /** A list of a business shows its customers; that of a customer the businesses. */
  shows: "customer" | "business";
  /** The list's address, and what stays in it. */
  base: "/inbox" | "/chats";
  query: Record<string, string>;
  isOpen: boolean;
  /** One line of a list is reached by Tab; the arrow keys lead to the others. */
  isReached: boolean;
}

interface MarkProps {
  icon: IconName;
  label: string;
  className?: string;
}

/** One conversation in a list: with whom, what was said last, what waits. */
export const ListLine = memo(function ListLine(props: ListLineProps) {
  const { conversation, readerId, shows, base, query, isOpen, isReached } = props;
  const t = useTranslations("inbox");
  const told = useTelling();
  const { lastMessage } = conversation;
  const unread = unreadIn(conversation, readerId);
  const isUnread = unread > 0;
  const isCustomers = shows === "customer";
  const parts = useActivityParts();
  const live = isCustomers ? parts : undefined;
  const People = live?.LinePeople ?? Assignee;
  const customerName = conversation.customerId === null ? t("formerCustomer") : conversation.customerName;
  const isGroup = conversation.kind === "group";
  const other = isCustomers ? customerName : conversation.businessName;
  const name = isGroup ? conversation.title || t("list.untitled") : other;
  const said = (
    <>
      <Author conversation={conversation} readerId={readerId} />
      <span className="min-w-0 truncate" dir="auto">
        {told(lastMessage, lastMessage.senderId === readerId) || (
          <i>{t(isSilent(lastMessage) ? "list.silent" : "list.deleted")}</i>
        )}
      </span>
    </>
  );
  const href: UrlObject = { pathname: `${base}/${conversation.id}`, query };
  return (
    <Link
      aria-current={isOpen ? "page" : undefined}
      className="group relative flex min-h-18 items-center gap-3 rounded-lg px-3 py-2 outline-offset-[-2px] hover:bg-sunken aria-[current=page]:bg-pine-tint forced-colors:aria-[current=page]:border-2"
      data-conversation={conversation.id}
      href={href}
      tabIndex={isReached ? 0 : -1}
    >
      <LinkPending className="rounded-lg bg-sunken" />
      {isGroup ? (
        <GroupAvatar id={conversation.id} title={name} />
      ) : (
        <Avatar
          id={isCustomers ? (conversation.customerId ?? conversation.id) : conversation.businessId}
          name={name}
          shape={isCustomers ? "round" : "square"}
        />
      )}
      <span className="relative min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-3">
          <span className={`truncate ${isUnread ? "font-semibold" : "font-medium"}`} dir="auto">
            {name}
          </span>
          <Time
            at={lastMessage.createdAt}
            className={`shrink-0 text-xs tabular-nums ${isUnread ? "font-semibold text-clay-ink" : "text-ink-faint"}`}
            form="list"
          />
        </span>
        <span className="mt-0.5 flex items-center gap-1.5">
          {isCustomers && isWaiting(conversation) && (
            <Mark className="text-clay-ink" icon="waits" label={t("list.waits")} />
          )}
          {isGroup && <Mark icon="people" label={t("list.group")} />}
          {isCustomers && conversation.work?.channel === "email" && (
            <Mark icon="mail" label={t("list.email")} />
          )}
          <span
            // What stands here comes and goes: a press that began on it would be lost, and with it the way to the conversation.
            className={`pointer-events-none flex min-w-0 flex-1 gap-1 text-sm ${isUnread ? "text-ink" : "text-ink-soft"}`}
          >
            {live ? <live.LineTyping conversationId={conversation.id} otherwise={said} /> : said}
          </span>
          {isCustomers && (
            <People
              assigneeId={conversation.work?.assigneeId ?? null}
              conversationId={conversation.id}
              readerId={readerId}
            />
          )}
          <Badge count={unread} label={t("list.unread")} />
        </span>
        {isCustomers && conversation.work && <WorkOnLine work={conversation.work} />}
      </span>
    </Link>
  );
});

function Mark({ icon, label, className = "text-ink-faint" }: MarkProps) {
  return (
    <span className={`inline-flex ${className}`} title={label}>
      <Icon className="size-4" name={icon} />
      <span className="sr-only">{label}</span>
    </span>
  );
}

function Author({ conversation, readerId }: { conversation: ListedConversation; readerId: string }) {
  const t = useTranslations("inbox");
  const { kind, customerId, lastMessage } = conversation;
  // What became of the question whether all is done says itself whose word it was.
  if (lastMessage.sort === "closing" && lastMessage.preview !== "proposed") return null;
  const isOwn = lastMessage.senderId === readerId;
  const isTheCustomer = lastMessage.senderId === customerId || lastMessage.senderRole === "customer";
  // In a direct conversation with a customer the line says whose it is; in a group anybody may have written.
  if (kind === "group" ? isSilent(lastMessage) : !isOwn && isTheCustomer) return null;
  const { senderName } = lastMessage;
  const name = isOwn
    ? t("list.you")
    : lastMessage.senderRole === "bot"
      ? t("list.bot", { name: senderName })
      : (senderName.split(" ")[0] ?? "");
  return (
    <span className="max-w-28 shrink-0 truncate">
      {t.rich("list.said", { name, isolated: (inner) => <bdi key="name">{inner}</bdi> })}
    </span>
  );
}
