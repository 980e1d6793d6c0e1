"use client";

import { useTranslations } from "use-intl/react";
import type { RefusalCode } from "@/lib/refusal";
import { GuestForm } from "../account/guest-form";
import * as liveUnread from "../inbox/live-unread";
import { offerUnreadParts } from "../site/unread-parts";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { useRefusalWords } from "../use-refusal-words";
import type { ChatDockProps } from "./chat-dock";
import { ChatFrame, CloseButton } from "./chat-frame";
import { ChatSkeleton } from "./chat-skeleton";
import { Conversation } from "./conversation";

// Whoever begins as a guest has a number in the header from then on, made of what the chat has loaded.
offerUnreadParts(liveUnread);

interface ChatPanelProps extends ChatDockProps {
  begin: () => void;
  isStarting: boolean;
  /** Why it did not begin. */
  problem: RefusalCode | undefined;
  onClose: () => void;
}

/** What the dock shows: the conversation, or what is missing before there is one. */
export function ChatPanel(props: ChatPanelProps) {
  const { business, isSignedIn, opening, begin, isStarting, problem, onClose } = props;
  const t = useTranslations("profile.dock");
  const refusalWords = useRefusalWords();
  if (opening) {
    const { href: _, ...counterpart } = opening.counterpart;
    return (
      <Conversation
        {...opening}
        counterpart={counterpart}
        key={opening.conversationId}
        takesFocus
        trailing={<CloseButton onClose={onClose} />}
      />
    );
  }
  if (isStarting) return <ChatSkeleton business={business} onClose={onClose} />;
  return (
    <ChatFrame business={business} onClose={onClose}>
      <div className="my-auto p-6">
        {business.reception && (
          <div className="-mx-3 mb-6 sm:-mx-5">
            {business.reception.greeting}
            {business.reception.away}
          </div>
        )}
        {problem && (
          <Banner className="mb-4" icon="failed" look="danger">
            {refusalWords(problem)}
          </Banner>
        )}
        {isSignedIn ? (
          <Button autoFocus className="w-full" onClick={begin}>
            {t("start")}
          </Button>
        ) : (
          <GuestForm
            businessName={business.name}
            onStarted={begin}
            signInHref={`/sign-in?next=${encodeURIComponent(`/b/${business.slug}?chat=open`)}`}
          />
        )}
      </div>
    </ChatFrame>
  );
}
