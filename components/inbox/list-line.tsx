import type { UrlObject } from "node:url";
import Link from "next/link";
import type { ListedConversation } from "@/lib/protocol/list";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { Time } from "../ui/time";
import { unreadIn } from "./live-list";

interface ListLineProps {
  conversation: ListedConversation;
  readerId: string;
  /** A list of a business shows its customers; that of a customer the businesses. */
  shows: "customer" | "business";
  href: UrlObject;
  isOpen: boolean;
}

/** One conversation in a list: with whom, what was said last, what waits. */
export function ListLine({ conversation, readerId, shows, href, isOpen }: ListLineProps) {
  const { lastMessage } = conversation;
  const unread = unreadIn(conversation, readerId);
  const isUnread = unread > 0;
  const name = shows === "customer" ? conversation.customerName : conversation.businessName;
  const avatarId =
    shows === "customer" ? (conversation.customerId ?? conversation.id) : conversation.businessId;
  return (
    <Link
      aria-current={isOpen ? "page" : undefined}
      className="relative flex items-center gap-3 rounded-lg px-3 py-2.5 hover:bg-sunken aria-[current=page]:bg-pine-tint"
      href={href}
    >
      <Avatar id={avatarId} name={name} shape={shows === "customer" ? "round" : "square"} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-2">
          <span className={`truncate ${isUnread ? "font-semibold" : "font-medium"}`} dir="auto">
            {name}
          </span>
          <Time
            at={lastMessage.createdAt}
            className={`shrink-0 text-xs ${isUnread ? "font-medium text-clay-ink" : "text-ink-faint"}`}
            form="list"
          />
        </span>
        <span className="flex items-center justify-between gap-2">
          <span className={`truncate text-sm ${isUnread ? "text-ink" : "text-ink-soft"}`} dir="auto">
            {authorOf(conversation, readerId)}
            {lastMessage.preview}
          </span>
          <Badge count={unread} label="unread" />
        </span>
      </span>
    </Link>
  );
}

function authorOf({ customerId, lastMessage }: ListedConversation, readerId: string): string {
  if (lastMessage.senderId === readerId) return "You: ";
  if (lastMessage.senderId === customerId) return "";
  return `${lastMessage.senderName.split(" ")[0]}: `;
}
