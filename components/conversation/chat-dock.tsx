"use client";

import dynamic from "next/dynamic";
import { useRouter, useSearchParams } from "next/navigation";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  Suspense,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import type { RefusalCode } from "@/lib/refusal";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { ChatSkeleton } from "./chat-skeleton";
import type { ConversationProps } from "./conversation";

/** One place asks for it: a second would get another copy of it. */
const loadPanel = () => import("./chat-panel").then((module) => module.ChatPanel);
/** Everything past this button is loaded when it is wanted: most visitors only look. */
const ChatPanel = dynamic(loadPanel);

export interface ChatDockProps {
  business: {
    id: string;
    name: string;
    slug: string;
    /** What to expect of writing to it, until it shows who is here. */
    hint: ReactNode;
    reception: ConversationProps["reception"];
  };
  /** Whether there is somebody to write; without, a name is asked for. */
  isSignedIn: boolean;
  /** What there is of a conversation already. */
  opening: Omit<ConversationProps, "leading" | "trailing" | "takesFocus"> | null;
  start: (asked: { business: string }) => Promise<ActionResult<unknown>>;
}

/** The button and the chat beside the page. Whether it is open stands in the address, so "back" closes it. */
export function ChatDock(props: ChatDockProps) {
  const { business, isSignedIn, opening, start } = props;
  const t = useTranslations("profile.dock");
  const router = useRouter();
  const isOpen = useSearchParams().get("chat") === "open";
  const [isStarting, startTransition] = useTransition();
  const [problem, setProblem] = useState<RefusalCode>();
  const launcher = useRef<HTMLButtonElement>(null);
  const wasOpened = useRef(false);

  useEffect(() => {
    if (isOpen) wasOpened.current = true;
    else if (wasOpened.current) launcher.current?.focus();
  }, [isOpen]);

  function begin() {
    startTransition(async () => {
      const result = await answered(start({ business: business.slug }));
      setProblem(result.ok ? undefined : result.refusal.code);
      if (result.ok) startTransition(() => router.refresh());
    });
  }

  function open(event: MouseEvent) {
    event.preventDefault();
    window.history.pushState(null, "", "?chat=open");
    if (isSignedIn && !opening) begin();
  }

  function close() {
    window.history.replaceState(null, "", window.location.pathname);
  }

  function closeOnEscape(event: KeyboardEvent) {
    if (event.key === "Escape" && !event.nativeEvent.isComposing) close();
  }

  return (
    <>
      {/* Without a script, and before it is there, it leads to a page. */}
      <form action={`/b/${business.slug}/chat`}>
        <Button
          aria-expanded={isOpen}
          aria-haspopup="dialog"
          className="w-full"
          onClick={open}
          onFocus={preload}
          onPointerEnter={preload}
          ref={launcher}
          type="submit"
        >
          <Icon name="bubble" />
          <span className="truncate">{opening ? t("open") : t("message", { name: business.name })}</span>
        </Button>
      </form>
      {isOpen && (
        <div
          aria-label={t("chat", { name: business.name })}
          className="visible fixed inset-0 z-30 bg-paper text-start max-md:animate-rise md:top-header md:start-auto md:w-[26rem] md:border-s md:border-line md:shadow-floating md:animate-slide md:[--slide-from:100%] md:rtl:[--slide-from:-100%]"
          data-chat
          data-open
          onKeyDown={closeOnEscape}
          role="dialog"
        >
          <Suspense fallback={<ChatSkeleton business={business} onClose={close} />}>
            <ChatPanel {...props} begin={begin} isStarting={isStarting} onClose={close} problem={problem} />
          </Suspense>
        </div>
      )}
    </>
  );
}

/** The pointer is on its way: what it will need comes meanwhile. */
function preload() {
  void loadPanel();
}
