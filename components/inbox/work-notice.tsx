"use client";

import { useLocale, useTranslations } from "use-intl/react";
import type { Message } from "@/lib/protocol/message";
import { priorities, type WorkWish } from "@/lib/work";
import { isolated } from "../conversation/presence";
import { clockOf, dayNameOf } from "../ui/moment";
import { useReader } from "../ui/use-reader";

/** Whether it is a notice of the kind that stands among the notes: of work, of a customer who came back, or of one who was blocked. */
export function isWorkNotice({ kind, metadata: { event } }: Pick<Message, "kind" | "metadata">): boolean {
  return kind === "system" && ["work", "woken", "blocked", "unblocked"].includes(String(event));
}

/** What a notice among the notes tells, in words; where and how it stands is for whoever shows it. */
export function WorkNotice({ notice, selfId }: { notice: Message; selfId: string }) {
  const wordsOf = useWorkWords(selfId);
  // Kept unseen until the reader's clock is known, so that no moment is seen to change.
  const isKnown = useReader() !== null;
  return <span className={isKnown ? "" : "opacity-0"}>{wordsOf(notice)}</span>;
}

type Notice = Pick<Message, "senderId" | "senderName" | "metadata" | "body">;

/** Says a notice of work in the reader's language; its body is for other programs. */
export function useWorkWords(selfId: string): (notice: Notice) => string {
  const t = useTranslations("work");
  const locale = useLocale();
  const momentWords = useMomentWords();
  const blockWords = useBlockWords(selfId);
  return ({ senderId, senderName, metadata, body }) => {
    const shown = (name: string) => isolated(name, locale);
    if (metadata.event === "woken") return t("notice.woken", { name: shown(senderName) });
    const told = toldIn(metadata);
    if (!told) return blockWords({ senderId, senderName, metadata }) ?? body;
    const { was, now, names } = told;
    const called = (id: string | null | undefined) => shown((id && names[id]) || t("former"));
    const who = senderName === "" ? "clock" : senderId === selfId ? "you" : "other";
    const by = { who, name: shown(senderName) };
    const says: string[] = [];
    if (now.assigneeId) {
      const to = now.assigneeId === selfId ? "you" : "other";
      const assignee = called(now.assigneeId);
      if (who === "clock") says.push(t("notice.given", { to, assignee }));
      else if (now.assigneeId === senderId) says.push(t("notice.took", by));
      else says.push(t("notice.assigned", { ...by, to, assignee }));
    } else if (now.assigneeId === null) {
      if (was.assigneeId === senderId) says.push(t("notice.dropped", by));
      else says.push(t("notice.unassigned", { ...by, assignee: called(was.assigneeId) }));
    }
    if (now.snoozedUntil) says.push(t("notice.snoozed", { ...by, when: momentWords(now.snoozedUntil) }));
    else if (now.status === "open") says.push(t("notice.opened", by));
    else if (now.status === "completed") says.push(t("notice.completed", by));
    else if (now.status === "archived") says.push(t("notice.archived", by));
    if (now.priority !== undefined) {
      const priority = t(`priority.${priorities[now.priority] ?? "normal"}`);
      says.push(t("notice.priority", { ...by, priority }));
    }
    if (now.tag) {
      const tag = shown(names[now.tag.id] ?? "");
      says.push(t(now.tag.on ? "notice.tagged" : "notice.untagged", { ...by, tag }));
    }
    return says.join(" · ");
  };
}

/** Nothing where the notice tells of no block. */
function useBlockWords(selfId: string): (notice: Omit<Notice, "body">) => string | undefined {
  const t = useTranslations("customers.notice");
  const locale = useLocale();
  const momentWords = useMomentWords();
  return ({ senderId, senderName, metadata: { event, until, reason } }) => {
    const by = { who: senderId === selfId ? "you" : "other", name: isolated(senderName, locale) };
    if (event === "unblocked") return t("unblocked", by);
    if (event !== "blocked") return undefined;
    const moment = typeof until === "string" ? momentWords(until) : undefined;
    const what = moment === undefined ? t("blocked", by) : t("blockedUntil", { ...by, moment });
    return reason ? t("because", { what, reason: isolated(String(reason), locale) }) : what;
  };
}

interface Told {
  was: WorkWish;
  now: WorkWish;
  names: Record<string, string>;
}

/** As db/working.ts made it. */
function toldIn({ event, was, now, names }: Message["metadata"]): Told | null {
  return event === "work" ? ({ was, now, names } as Told) : null;
}

/** `Monday 23 November, 09:00`, where the reader is; nothing before that is known. */
export function useMomentWords(): (at: string) => string {
  const t = useTranslations("work");
  const reader = useReader();
  return (at) => (reader ? t("moment", { day: dayNameOf(at, reader), clock: clockOf(at, reader) }) : "");
}
