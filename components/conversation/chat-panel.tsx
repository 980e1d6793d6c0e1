"use client";

import { GuestForm } from "../account/guest-form";
import { Avatar } from "../ui/avatar";
import { Banner } from "../ui/banner";
import { Button, buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import type { ChatDockProps } from "./chat-dock";
import { ChatSkeleton } from "./chat-skeleton";
import { Conversation } from "./conversation";

interface ChatPanelProps extends ChatDockProps {
  begin: () => void;
  isStarting: boolean;
  /** Why it did not begin, and what to do. */
  problem: string | undefined;
  onClose: () => void;
}

/** What the dock shows: the conversation, or what is missing before there is one. */
export function ChatPanel({
  business,
  isSignedIn,
  opening,
  begin,
  isStarting,
  problem,
  onClose,
}: ChatPanelProps) {
  const closeButton = (
    <button
      aria-label="Close chat"
      className={buttonClass({ look: "quiet", size: "round" })}
      onClick={onClose}
      type="button"
    >
      <Icon name="close" />
    </button>
  );
  if (opening) {
    const { href: _, ...counterpart } = opening.counterpart;
    return (
      <Conversation
        {...opening}
        counterpart={counterpart}
        key={opening.conversationId}
        takesFocus
        trailing={closeButton}
      />
    );
  }
  if (isStarting) return <ChatSkeleton />;
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <header className="flex min-h-16 items-center gap-3 border-b border-line bg-surface px-3 py-2 sm:px-5">
        <Avatar id={business.id} name={business.name} shape="square" />
        <h2 className="min-w-0 flex-1 truncate font-semibold">{business.name}</h2>
        {closeButton}
      </header>
      <div className="my-auto p-6">
        {problem && (
          <Banner className="mb-4" icon="failed" look="danger">
            {problem}
          </Banner>
        )}
        {isSignedIn ? (
          <Button autoFocus className="w-full" onClick={begin}>
            Start the conversation
          </Button>
        ) : (
          <GuestForm
            businessName={business.name}
            onStarted={begin}
            signInHref={`/sign-in?next=${encodeURIComponent(`/b/${business.slug}?chat=open`)}`}
          />
        )}
      </div>
    </div>
  );
}
