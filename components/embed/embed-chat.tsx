"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useRef, useState, useTransition } from "react";
import { flushSync } from "react-dom";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { GuestForm } from "../account/guest-form";
import { type AccountProblem, signInProblem } from "../account/sign-in-problem";
import { answered } from "../answered";
import type { ChatDockProps } from "../conversation/chat-dock";
import { ChatFrame, CloseButton } from "../conversation/chat-frame";
import { ChatSkeleton } from "../conversation/chat-skeleton";
import { Conversation } from "../conversation/conversation";
import { buttonClass } from "../ui/button";
import type { PageLine } from "./page-line";
import { unreadIn } from "./unread-in";
import { usePage } from "./use-page";

interface EmbedChatProps extends Pick<ChatDockProps, "business" | "opening"> {
  /** Of pages that may show it. */
  origins: string[];
  enter: (asked: { business: string; name: string }) => Promise<ActionResult<unknown>>;
  nameByToken: (asked: { business: string; token: string }) => Promise<ActionResult<{ isNew: boolean }>>;
  leave: (asked: Record<string, never>) => Promise<ActionResult<unknown>>;
}

/** The chat in the frame of a widget: what the profile page has in its dock, for whoever is known here. */
export function EmbedChat({ business, opening, origins, enter, nameByToken, leave }: EmbedChatProps) {
  const t = useTranslations("embed");
  const router = useRouter();
  const [isChanging, startTransition] = useTransition();
  const [hasEntered, setEntered] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const chat = useRef<HTMLElement>(null);
  const page = usePage({
    origins,
    name: async (token) => {
      if (token !== null) return nameByToken({ business: business.slug, token });
      // Before its sign-in ends: a chat that is still there would ask for another ticket.
      flushSync(() => setLeaving(true));
      const left = await answered(leave({}));
      if (!left.ok) setLeaving(false);
      return left.ok ? { ok: true, value: { isNew: true } } : left;
    },
    onChange: () =>
      startTransition(() => {
        router.refresh();
        setLeaving(false);
      }),
    onOpen: () => chat.current?.querySelector<HTMLElement>("textarea, input:not([type=file])")?.focus(),
  });
  const { say, isSettled, isFramed, isOpen } = page;
  const close = () => say({ servihub: "close" });

  async function begin(name: string): Promise<AccountProblem | undefined> {
    const result = await answered(enter({ business: business.slug, name }));
    return result.ok ? undefined : signInProblem(result.refusal.code);
  }

  function showEntered() {
    setEntered(true);
    startTransition(() => router.refresh());
  }

  function closeOnEscape(event: KeyboardEvent) {
    if (event.key === "Escape" && !event.nativeEvent.isComposing) close();
  }

  return (
    <main
      aria-label={t("chat", { name: business.name })}
      className="fixed inset-0 bg-paper"
      id="main"
      onKeyDown={closeOnEscape}
      ref={chat}
    >
      {opening && !isLeaving ? (
        <OpenChat isFramed={isFramed} onClose={close} opening={opening} say={say} takesFocus={isOpen} />
      ) : !isSettled || !isOpen || isLeaving || isChanging ? (
        <ChatSkeleton business={business} onClose={close} />
      ) : (
        <ChatFrame business={business} onClose={close}>
          <div className="my-auto p-6">
            {hasEntered ? (
              <Elsewhere slug={business.slug} words={{ why: t("noCookies"), where: t("elsewhere") }} />
            ) : (
              <>
                {business.reception && (
                  <div className="-mx-3 mb-6 sm:-mx-5">
                    {business.reception.greeting}
                    {business.reception.away}
                  </div>
                )}
                <GuestForm as="h3" begin={begin} businessName={business.name} onStarted={showEntered} />
              </>
            )}
          </div>
        </ChatFrame>
      )}
    </main>
  );
}

interface OpenChatProps extends Pick<PageLine, "say"> {
  opening: NonNullable<ChatDockProps["opening"]>;
  isFramed: boolean;
  takesFocus: boolean;
  onClose: () => void;
}

function OpenChat({ opening, isFramed, takesFocus, onClose, say }: OpenChatProps) {
  const { href: _, ...counterpart } = opening.counterpart;
  return (
    <Conversation
      {...opening}
      counterpart={counterpart}
      frame={(conversation, view) => (
        <>
          <UnreadTold count={unreadIn(view, opening.readSeq)} isFramed={isFramed} say={say} />
          {conversation}
        </>
      )}
      key={opening.conversationId}
      takesFocus={takesFocus}
      trailing={isFramed && <CloseButton onClose={onClose} />}
    />
  );
}

/** The page around has a button that says how much waits. */
function UnreadTold({ count, isFramed, say }: { count: number; isFramed: boolean } & Pick<PageLine, "say">) {
  useEffect(() => {
    if (isFramed) say({ servihub: "unread", count });
  }, [count, isFramed, say]);
  return null;
}

/** A browser that keeps nothing for a frame has the chat in a window of its own. */
function Elsewhere({ slug, words }: { slug: string; words: { why: string; where: string } }) {
  return (
    <>
      <p className="mb-4">{words.why}</p>
      <a className={`${buttonClass()} w-full`} href={`/b/${slug}?chat=open`} rel="noopener" target="_blank">
        {words.where}
      </a>
    </>
  );
}
