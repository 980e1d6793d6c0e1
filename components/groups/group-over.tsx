import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { Message } from "@/lib/protocol/message";
import { buttonClass } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

interface GroupOverProps {
  selfId: string;
  /** What was heard of it: also that the reader went. */
  messages: Message[];
  leading: ReactNode;
}

/** What is left of a group for whoever is in it no more. */
export function GroupOver({ selfId, messages, leading }: GroupOverProps) {
  const t = useTranslations("groups.over");
  const last = messages.findLast(({ kind, metadata }) => kind === "system" && metadata.userId === selfId);
  const hasLeft = last?.metadata.event === "left";
  return (
    <section aria-label={t(hasLeft ? "left" : "removed")} className="flex h-full flex-col bg-paper">
      <div className="flex min-h-16 items-center px-3 sm:px-5">{leading}</div>
      <div className="my-auto" role="status">
        <EmptyState
          action={
            <Link className={buttonClass({ look: "secondary" })} href="/chats">
              {t("back")}
            </Link>
          }
          icon="leave"
          title={t(hasLeft ? "left" : "removed")}
        >
          {t(hasLeft ? "leftAdvice" : "removedAdvice")}
        </EmptyState>
      </div>
    </section>
  );
}
