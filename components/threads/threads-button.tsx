import { useTranslations } from "use-intl/react";
import { type Branches, unreadIn } from "@/lib/threads";
import { Badge } from "../ui/badge";
import { IconButton } from "../ui/icon-button";

interface ThreadsButtonProps {
  view: Branches;
  isOpen: boolean;
  onOpen: () => void;
}

/** To all threads of a conversation, with how many have something new. Where room is short, only where there are any. */
export function ThreadsButton({ view, isOpen, onOpen }: ThreadsButtonProps) {
  const t = useTranslations("threads");
  const unread = view.threads.filter((thread) => unreadIn(view, thread) > 0).length;
  return (
    <span className={`relative ${view.threads.length === 0 ? "@max-lg/talk:hidden" : ""}`}>
      <IconButton aria-expanded={isOpen} icon="thread" label={t("all")} onClick={onOpen} />
      <span className="pointer-events-none absolute -end-0.5 -top-0.5">
        <Badge count={unread} label={t("unreadThreads", { count: unread })} />
      </span>
    </span>
  );
}
