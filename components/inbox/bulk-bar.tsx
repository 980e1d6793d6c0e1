"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { type ReadThrough, saveRead } from "@/lib/client/save-read";
import { isRefusalCode, refusals } from "@/lib/refusal";
import { snoozeChoices } from "@/lib/snooze";
import { priorities, type WorkWish } from "@/lib/work";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Menu, MenuItem } from "../ui/menu";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import { type BulkDone, changeAll, type SetWork, takeBack } from "./bulk";
import { useDesk } from "./desk";
import { inboxFeed } from "./list-source";
import { markAhead } from "./mark-ahead";
import type { Selection } from "./selection";

export interface BulkBarProps {
  readerId: string;
  businessId: string;
  selection: Selection;
  setWork: SetWork;
}

/** What is done with all conversations that are chosen, and taken back with one touch. */
export function BulkBar({ readerId, businessId, selection, setWork }: BulkBarProps) {
  const t = useTranslations("views.bulk");
  const work = useTranslations("work");
  const { team, tags } = useDesk();
  const { isBusy, change } = useBulk({ selection, setWork });
  const read = useMarking({ readerId, businessId, selection });
  const { chosen } = selection;
  return (
    <section
      aria-label={t("label")}
      className="shrink-0 border-t border-line bg-surface px-3 pt-2 pb-3 shadow-floating"
    >
      <div className="flex items-center gap-1">
        <p className="min-w-0 flex-1 truncate ps-1 text-sm font-medium" role="status">
          {t("chosen", { count: chosen.length })}
        </p>
        <Button look="quiet" onClick={selection.chooseAll} size="small">
          {t("all")}
        </Button>
        <IconButton icon="close" label={t("none")} onClick={selection.clear} size="small-round" />
      </div>
      <div className="mt-1 flex items-center justify-between gap-1">
        <BulkMenu icon="person" isDisabled={isBusy} label={work("assignee.label")}>
          <MenuItem onSelect={() => change({ assigneeId: readerId })}>{work("assignee.you")}</MenuItem>
          {team
            .filter(({ userId }) => userId !== readerId)
            .map(({ userId, name }) => (
              <MenuItem key={userId} onSelect={() => change({ assigneeId: userId })}>
                <bdi>{name}</bdi>
              </MenuItem>
            ))}
          <MenuItem onSelect={() => change({ assigneeId: null })}>{work("assignee.unassign")}</MenuItem>
        </BulkMenu>
        <IconButton
          disabled={isBusy}
          icon="sent"
          label={t("complete")}
          onClick={() => change({ status: "completed" })}
        />
        <BulkMenu icon="clock" isDisabled={isBusy} label={work("snooze.label")}>
          {snoozeChoices(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone).map(
            ({ name, until }) => (
              <MenuItem key={name} onSelect={() => change({ status: "snoozed", snoozedUntil: until })}>
                {work(`snooze.${name}`)}
              </MenuItem>
            ),
          )}
        </BulkMenu>
        <BulkMenu icon="flag" isDisabled={isBusy} label={work("priority.label")}>
          {priorities.map((name, priority) => (
            <MenuItem key={name} onSelect={() => change({ priority })}>
              {work(`priority.${name}`)}
            </MenuItem>
          ))}
        </BulkMenu>
        {tags.length > 0 && (
          <BulkMenu icon="tag" isDisabled={isBusy} label={work("tags.label")}>
            {tags.map(({ id, name }) => {
              const on = !chosen.every((each) => each.work?.tags.includes(id));
              return (
                <MenuItem
                  icon={on ? undefined : "sent"}
                  key={id}
                  onSelect={() => change({ tag: { id, on } })}
                >
                  <bdi>{name}</bdi>
                </MenuItem>
              );
            })}
          </BulkMenu>
        )}
        <BulkMenu icon="more" isDisabled={isBusy} label={t("more")}>
          <MenuItem onSelect={read}>{t("read")}</MenuItem>
          <MenuItem onSelect={() => change({ status: "open" })}>{work("status.reopen")}</MenuItem>
          <MenuItem onSelect={() => change({ status: "archived" })}>{work("status.archive")}</MenuItem>
        </BulkMenu>
      </div>
    </section>
  );
}

interface BulkMenuProps {
  icon: "person" | "clock" | "flag" | "tag" | "more";
  label: string;
  isDisabled: boolean;
  children: ReactNode;
}

function BulkMenu({ icon, label, isDisabled, children }: BulkMenuProps) {
  return (
    <Menu align="start" trigger={<IconButton disabled={isDisabled} icon={icon} label={label} />}>
      {children}
    </Menu>
  );
}

function useBulk({ selection, setWork }: Pick<BulkBarProps, "selection" | "setWork">) {
  const t = useTranslations("views.bulk");
  const toast = useToast();
  const refusalWords = useRefusalWords();
  const [isBusy, setBusy] = useState(false);
  const { chosen } = selection;

  /** Why some were not, in plain words; of one reason each. */
  function refusedWords({ refused }: Pick<BulkDone, "refused">): string[] {
    return [...new Set(refused.map(({ code }) => code))].map((code) => {
      const count = refused.filter((each) => each.code === code).length;
      return t("refused", { count, why: code === "conflict" ? t("faster") : refusalWords(code) });
    });
  }

  async function run(doIt: () => Promise<BulkDone>, words: (done: BulkDone) => string) {
    setBusy(true);
    const done = await doIt();
    setBusy(false);
    const { changed } = done;
    const text = [words(done), ...refusedWords(done)].join(" ");
    const undo = async () => {
      const back = await takeBack(setWork, changed);
      if (back.refused.length > 0) toast({ text: refusedWords(back).join(" ") });
    };
    toast({ text, ...(changed.length > 0 && { undo: () => void undo() }) });
    if (done.refused.length === 0) selection.clear();
  }

  return {
    isBusy,
    change: (wish: WorkWish) =>
      void run(
        () => changeAll(setWork, chosen, wish),
        ({ changed }) => t("changed", { count: changed.length }),
      ),
  };
}

/** Marks all that are chosen as read, once there is no way back: whoever is told so is not told otherwise. */
function useMarking({ readerId, businessId, selection }: Omit<BulkBarProps, "setWork">) {
  const t = useTranslations("views.bulk");
  const toast = useToast();
  const refusalWords = useRefusalWords();

  function mark(read: ReadThrough[]) {
    const marking = markAhead(read, {
      save: saveRead,
      onSaved: ({ conversationId, seq }) =>
        inboxFeed({ readerId, businessId }).tell({
          ...{ type: "receipt", conversationId, userId: readerId },
          ...{ delivered: seq, read: seq },
        }),
    });
    const over = new AbortController();
    const commit = async () => {
      over.abort();
      const refused = await marking.commit();
      for (const code of new Set(refused.map((each) => each.code))) {
        const some = refused.filter((each) => each.code === code);
        const unread = new Set(some.map(({ conversationId }) => conversationId));
        toast({
          text: t("unread", { count: some.length, why: refusalWords(code) }),
          ...(isRefusalCode(code) &&
            refusals[code].retryable && {
              again: () => mark(read.filter(({ conversationId }) => unread.has(conversationId))),
            }),
        });
      }
    };
    toast({
      text: t("marked", { count: read.length }),
      ...{ undo: marking.undo, onGone: () => void commit(), until: over.signal },
    });
    onLeave(() => void commit(), over.signal);
  }

  return () => {
    mark(selection.chosen.map(({ id: conversationId, lastSeq: seq }) => ({ conversationId, seq })));
    selection.clear();
  };
}

/** Whoever cannot see the page may never come back to it. */
function onLeave(leave: () => void, signal: AbortSignal): void {
  const look = () => {
    if (document.visibilityState === "hidden") leave();
  };
  document.addEventListener("visibilitychange", look, { signal });
  window.addEventListener("pagehide", leave, { signal });
}
