"use client";

import Link from "next/link";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { unreadIn } from "@/lib/inbox-view";
import type { ListedConversation } from "@/lib/protocol/list";
import { type QuietHours, quietUntil } from "@/lib/quiet-hours";
import { answered } from "../answered";
import { type ListSource, listOf } from "../inbox/list-source";
import { Avatar } from "../ui/avatar";
import { buttonClass } from "../ui/button";
import { RackLine, useRack } from "../ui/rack";
import { useTelling } from "../use-telling";
import { collapsed, newsIn, type Told } from "./news-in";
import { ring } from "./ring";

/** Long enough to be read elsewhere, or by whoever has it in sight, before anybody is told. */
const SETTLE_MS = 400;
/** What comes sooner after it was told of something waits, and is told together. */
const TOGETHER_MS = 2_000;
const SHOWN_MS = 12_000;

/** When nothing is to be heard, and of which conversations nothing, or only where they name the reader. */
interface Hushed {
  quiet: QuietHours | null;
  mentions: string[];
  none: string[];
}
export type AskHushed = (asked: Record<string, never>) => Promise<ActionResult<Hushed>>;

interface NewsProps {
  sources: ListSource[];
  ask: AskHushed;
}

interface One {
  conversation: ListedConversation;
  source: ListSource;
}

/** Tells in the page of what is said in conversations that are not in sight. What is read anywhere is taken away. */
export function News({ sources, ask }: NewsProps) {
  const [all, setAll] = useState<One[]>([]);
  const told = useRef<Told>(new Map());
  const look = useEffectEvent(async () => {
    const news = sources.flatMap((source) => {
      const reader = { readerId: source.readerId, told: told.current, nowMs: Date.now() };
      return newsIn(listOf(source).getSnapshot(), reader).map((conversation) => ({ conversation, source }));
    });
    if (news.length === 0) return;
    for (const { conversation } of news)
      told.current.set(conversation.id, conversation.lastMessage.createdAt);
    const result = await answered(ask({}));
    // Who cannot be asked is left alone: the count in the title goes on.
    if (!result.ok) return;
    const { quiet, mentions, none } = result.value;
    const hushed = new Set([...mentions, ...none]);
    const loud = news.filter((one) => isUnread(one) && !hushed.has(one.conversation.id));
    const isSeen = ({ conversation: { id } }: One) =>
      document.visibilityState === "visible" && document.querySelector(`[data-talk="${id}"]`) !== null;
    if (loud.some((one) => !isSeen(one) || !document.hasFocus()) && !(quiet && quietUntil(quiet, new Date())))
      ring();
    const unseen = loud.filter((one) => !isSeen(one));
    if (document.visibilityState === "visible")
      setAll((before) => [
        ...before.filter(
          ({ conversation }) => !unseen.some((one) => one.conversation.id === conversation.id),
        ),
        ...unseen,
      ]);
  });
  const takeAway = useEffectEvent(() =>
    setAll((before) => (before.every(isUnread) ? before : before.filter(isUnread))),
  );
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lookedAtMs = 0;
    const hear = () => {
      takeAway();
      if (timer) return;
      const afterMs = Math.max(SETTLE_MS, lookedAtMs + TOGETHER_MS - Date.now());
      timer = setTimeout(() => {
        timer = undefined;
        lookedAtMs = Date.now();
        void look();
      }, afterMs);
    };
    hear();
    const leave = sources.map((source) => listOf(source).subscribe(hear));
    return () => {
      clearTimeout(timer);
      for (const each of leave) each();
    };
  }, [sources]);
  const hide = (ids: string[]) =>
    setAll((before) => before.filter(({ conversation }) => !ids.includes(conversation.id)));
  // Beside the header, which makes room for a conversation on phones.
  return createPortal(<Rack all={all} areMany={sources.length > 2} hide={hide} />, document.body);
}

/** As it stands now: what was read anywhere is nothing new any more. */
function isUnread({ conversation: { id }, source }: One): boolean {
  const now = listOf(source)
    .getSnapshot()
    .conversations.find((each) => each.id === id);
  return now !== undefined && unreadIn(now, source.readerId) > 0;
}

interface RackProps {
  all: One[];
  /** Of several inboxes the address says which. */
  areMany: boolean;
  hide: (ids: string[]) => void;
}

function Rack({ all, areMany, hide }: RackProps) {
  const t = useTranslations("site.news");
  const { isHeld, leave, rack } = useRack("li:last-child a");
  const { shown, others } = collapsed(all);
  const hideAll = useEffectEvent(() => hide(all.map(({ conversation }) => conversation.id)));
  useEffect(() => {
    if (isHeld || all.length === 0) return;
    const timer = setTimeout(() => hideAll(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, all]);
  function close(ids: string[]) {
    hide(ids);
    leave();
  }
  return (
    <section
      aria-label={t("label")}
      className="pointer-events-none fixed inset-x-4 top-32 z-50 ms-auto max-w-sm md:top-44"
      {...rack}
    >
      <ul className="flex flex-col gap-2">
        {others > 0 && (
          <RackLine onClose={() => close(all.slice(0, others).map(({ conversation }) => conversation.id))}>
            <span className="min-w-0 flex-1 py-1.5">{t("others", { count: others })}</span>
          </RackLine>
        )}
        {shown.map((one) => (
          <NewsLine
            {...one}
            isNamed={areMany}
            key={one.conversation.id}
            onClose={() => close([one.conversation.id])}
          />
        ))}
      </ul>
    </section>
  );
}

function NewsLine({
  conversation,
  source,
  isNamed,
  onClose,
}: One & { isNamed: boolean; onClose: () => void }) {
  const t = useTranslations("site.news");
  const told = useTelling();
  const { id, kind, title, businessId, businessName, businessSlug, lastMessage } = conversation;
  const isCustomers = source.feed === "inbox";
  const name = lastMessage.senderName;
  const about = kind === "group" ? title : isCustomers ? "" : businessName;
  const href = {
    pathname: `${isCustomers ? "/inbox" : "/chats"}/${id}`,
    ...(isCustomers && isNamed && { query: { business: businessSlug } }),
  };
  // What is said in secret is said nowhere else.
  const text = told(lastMessage.sort === "secret" ? { ...lastMessage, preview: "" } : lastMessage, false);
  return (
    <RackLine onClose={onClose}>
      <Avatar
        id={isCustomers ? (lastMessage.senderId ?? id) : businessId}
        name={isCustomers ? name : businessName}
        shape={isCustomers ? "round" : "square"}
      />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">
          <bdi>{name}</bdi>
          {about && (
            <span className="font-normal text-ink-soft">
              {" · "}
              <bdi>{about}</bdi>
            </span>
          )}
        </span>
        <span className="block truncate text-ink-soft" dir="auto">
          {text}
        </span>
      </span>
      <Link className={buttonClass({ look: "secondary", size: "small" })} href={href} onClick={onClose}>
        {t("open")}
      </Link>
    </RackLine>
  );
}
