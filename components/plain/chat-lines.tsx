"use client";

import { useTranslations } from "use-intl/react";
import { unreadIn } from "@/lib/inbox-view";
import type { ListedConversation } from "@/lib/protocol/list";
import { GroupAvatar } from "../groups/group-avatar";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import type { Reader } from "../ui/moment";
import { useTelling } from "../use-telling";
import { PlainTime } from "./plain-time";

interface ChatLinesProps {
  conversations: ListedConversation[];
  readerId: string;
  reader: Reader;
}

/** Whom a customer talks with, the last first; each leads to its page without scripts. */
export function ChatLines({ conversations, readerId, reader }: ChatLinesProps) {
  return (
    <ul className="-mx-3">
      {conversations.map((conversation) => (
        <li key={conversation.id}>
          <ChatLine conversation={conversation} reader={reader} readerId={readerId} />
        </li>
      ))}
    </ul>
  );
}

interface ChatLineProps extends Omit<ChatLinesProps, "conversations"> {
  conversation: ListedConversation;
}

function ChatLine({ conversation, readerId, reader }: ChatLineProps) {
  const t = useTranslations("inbox.list");
  const told = useTelling();
  const { id, kind, title, businessId, businessName, lastMessage } = conversation;
  const isGroup = kind === "group";
  const name = isGroup ? title || t("untitled") : businessName;
  return (
    <a
      className="flex min-h-18 items-center gap-3 rounded-lg px-3 py-2 outline-offset-[-2px] hover:bg-sunken"
      href={`/plain/${id}#latest`}
    >
      {isGroup ? <GroupAvatar id={id} title={name} /> : <Avatar id={businessId} name={name} shape="square" />}
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-3">
          <span className="truncate font-medium" dir="auto">
            {name}
          </span>
          <PlainTime
            at={lastMessage.createdAt}
            className="shrink-0 text-xs text-ink-faint tabular-nums"
            form="list"
            reader={reader}
          />
        </span>
        <span className="mt-0.5 flex items-center gap-1.5 text-sm text-ink-soft">
          <span className="min-w-0 flex-1 truncate" dir="auto">
            {told(lastMessage, lastMessage.senderId === readerId) || <i>{t("deleted")}</i>}
          </span>
          <Badge count={unreadIn(conversation, readerId)} label={t("unread")} />
        </span>
      </span>
    </a>
  );
}
