import Link from "next/link";
import { useTranslations } from "use-intl/react";
import type { Summary } from "@/lib/protocol/feed";
import { Avatar } from "../ui/avatar";
import { Time } from "../ui/time";

/** Conversations of an inbox that are called what is looked for, whatever became of them. */
export function Named({ conversations, kept }: { conversations: Summary[]; kept: Record<string, string> }) {
  const t = useTranslations("search");
  return (
    <>
      <h2 className="px-3 pt-1 pb-0.5 text-sm font-medium">{t("named")}</h2>
      <ul>
        {conversations.map((conversation) => (
          <li key={conversation.id}>
            <NamedLine conversation={conversation} kept={kept} />
          </li>
        ))}
      </ul>
    </>
  );
}

function NamedLine({ conversation, kept }: { conversation: Summary; kept: Record<string, string> }) {
  const t = useTranslations("work.status");
  const { id, kind, title, customerId, customerName, work, lastMessage } = conversation;
  const name = kind === "group" ? title : customerName;
  return (
    <Link
      className="flex items-center gap-2.5 rounded-lg px-3 py-2 text-sm outline-offset-[-2px] hover:bg-sunken"
      data-hit
      href={{ pathname: `/inbox/${id}`, query: kept }}
      prefetch={false}
    >
      <Avatar id={customerId ?? id} name={name} size="small" />
      <span className="min-w-0 flex-1 truncate" dir="auto">
        {name}
      </span>
      {work && work.status !== "open" && (
        <span className="shrink-0 text-xs text-ink-soft">{t(work.status)}</span>
      )}
      <Time at={lastMessage.createdAt} className="shrink-0 text-xs text-ink-faint tabular-nums" form="list" />
    </Link>
  );
}
