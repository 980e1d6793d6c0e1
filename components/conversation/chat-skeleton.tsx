import { useTranslations } from "use-intl/react";
import { Skeleton } from "../ui/skeleton";
import type { ChatDockProps } from "./chat-dock";
import { ChatFrame } from "./chat-frame";

interface ChatSkeletonProps {
  business: ChatDockProps["business"];
  onClose: () => void;
}

/** What is known already is shown, and it can be closed; a conversation comes from below, as the newest does. */
export function ChatSkeleton({ business, onClose }: ChatSkeletonProps) {
  const t = useTranslations("profile.dock");
  return (
    <ChatFrame business={business} onClose={onClose}>
      <div aria-busy="true" className="flex flex-1 flex-col justify-end gap-3 px-3 sm:px-5">
        <p className="sr-only" role="status">
          {t("opening")}
        </p>
        <Skeleton className="h-10 w-3/5 rounded-bubble" />
        <Skeleton className="h-16 w-2/3 self-end rounded-bubble" />
        <Skeleton className="mb-3 h-10 w-1/2 rounded-bubble" />
        <Skeleton className="mb-8 h-14 w-full shrink-0 rounded-lg" />
      </div>
    </ChatFrame>
  );
}
