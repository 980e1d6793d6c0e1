"use client";

import { type ComponentProps, lazy, type ReactNode, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import type { Participant } from "@/lib/protocol/event";
import type { Standing } from "@/lib/standing";
import { PRIORITY_NORMAL, priorities, type WorkWish } from "@/lib/work";
import { patiently } from "../patiently";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { useWorkCommands } from "./keyboard/work-commands";
import { TagChip } from "./tag-chip";
import type { MakeTag } from "./tag-picker";
import { useStanding, type WorkActions } from "./use-standing";
import { useMomentWords } from "./work-notice";

/** What opens from the bar is loaded when it is first asked for. */
const WorkMenu = lazy(
  patiently(() => import("./work-menu").then((module) => ({ default: module.WorkMenu }))),
);
const WorkSheet = lazy(
  patiently(() => import("./work-menu").then((module) => ({ default: module.WorkSheet }))),
);

export interface WorkBarProps {
  conversationId: string;
  self: Participant;
  standing: Standing;
  actions: WorkActions;
  /** What else can be done about it. */
  children?: ReactNode;
}

/** Whose a conversation is, its status, priority and tags. Where room is short, one button leads to them. */
export function WorkBar({ conversationId, self, actions, standing: opened, children }: WorkBarProps) {
  const t = useTranslations("work");
  const { standing, change, refresh, makeTag } = useStanding({ conversationId, self, opened, actions });
  useWorkCommands({ standing, selfId: self.userId, change });
  const parts = partsOf({ standing, selfId: self.userId, change, refresh, makeTag });
  return (
    <section
      aria-label={t("label")}
      className="flex min-h-11 shrink-0 items-center gap-1 border-b border-line bg-surface px-1.5 py-1 sm:px-3.5"
    >
      <div className="contents @max-xl/talk:hidden">
        {parts.map((part) => (
          <WorkPart key={part.of} {...part} />
        ))}
      </div>
      <div className="min-w-0 flex-1 @xl/talk:hidden">
        <FoldedWork parts={parts} standing={standing} selfId={self.userId} />
      </div>
      <div className="ms-auto flex shrink-0 items-center gap-1">
        {standing.work.assigneeId === null && (
          <Button look="secondary" onClick={() => void change({ assigneeId: self.userId })} size="small">
            {t("assignee.take")}
          </Button>
        )}
        {children}
      </div>
    </section>
  );
}

export interface WorkPartProps {
  of: "assignee" | "status" | "priority" | "tags";
  standing: Standing;
  selfId: string;
  change: (wish: WorkWish) => Promise<void>;
  refresh: () => Promise<void>;
  makeTag: MakeTag;
}

function partsOf(shared: Omit<WorkPartProps, "of">): WorkPartProps[] {
  return (["assignee", "status", "priority", "tags"] as const).map((of) => ({ of, ...shared }));
}

/** One thing of it as it is, which opens what it could be. */
export function WorkPart(props: WorkPartProps) {
  const [isAsked, setAsked] = useState(false);
  const [, startTransition] = useTransition();
  if (isAsked) return <WorkMenu {...props} trigger={<PartButton {...props} />} />;
  const opens = props.of === "tags" ? "dialog" : "menu";
  return (
    <PartButton {...props} aria-haspopup={opens} onClick={() => startTransition(() => setAsked(true))} />
  );
}

type PartButtonProps = WorkPartProps & Omit<ComponentProps<"button">, "children">;

function PartButton({ of, standing, selfId, change, refresh, makeTag, ...props }: PartButtonProps) {
  const t = useTranslations("work");
  const wordsOf = useWorkStateWords(standing, selfId);
  const tags = tagsOn(standing);
  return (
    <Button
      aria-label={`${t(`${of}.label`)}: ${wordsOf(of) || t("tags.none")}`}
      className="min-w-0 max-w-full gap-1.5 px-2! font-normal!"
      look="quiet"
      size="small"
      {...props}
    >
      {of === "assignee" ? <Holder standing={standing} /> : <Icon className="size-4.5" name={icons[of]} />}
      {of === "tags" && tags.length > 0 ? (
        <span className="flex min-w-0 gap-1 overflow-hidden">
          {tags.map((tag) => (
            <TagChip key={tag.id} tag={tag} />
          ))}
        </span>
      ) : (
        <span className="truncate">{wordsOf(of) || t("tags.add")}</span>
      )}
    </Button>
  );
}

const icons = { status: "tray", priority: "flag", tags: "tag" } as const;

function Holder({ standing: { work, team } }: { standing: Standing }) {
  const holder = team.find(({ userId }) => userId === work.assigneeId);
  if (!holder) return <Icon className="size-4.5" name="person" />;
  return (
    <span className="-my-1 scale-85">
      <Avatar
        id={holder.userId}
        name={holder.name}
        size="small"
        status={holder.isHere ? "online" : undefined}
      />
    </span>
  );
}

/** Each part of it in words; nothing of tags where there are none. */
function useWorkStateWords({ work, team, tags }: Standing, selfId: string) {
  const t = useTranslations("work");
  const momentWords = useMomentWords();
  return (of: WorkPartProps["of"]): string => {
    switch (of) {
      case "assignee":
        if (work.assigneeId === null) return t("assignee.nobody");
        if (work.assigneeId === selfId) return t("assignee.you");
        return team.find(({ userId }) => userId === work.assigneeId)?.name ?? t("former");
      case "status":
        return work.snoozedUntil
          ? t("status.until", { when: momentWords(work.snoozedUntil) })
          : t(`status.${work.status}`);
      case "priority":
        return t(`priority.${priorities[work.priority] ?? "normal"}`);
      case "tags":
        return tagsOn({ work, tags })
          .map(({ name }) => name)
          .join(", ");
    }
  };
}

/** In the order they were put on; one that is not known was deleted. */
export function tagsOn({ work, tags }: Pick<Standing, "work" | "tags">) {
  return work.tags.flatMap((id) => tags.find((tag) => tag.id === id) ?? []);
}

interface FoldedWorkProps {
  parts: WorkPartProps[];
  standing: Standing;
  selfId: string;
}

function FoldedWork({ parts, standing, selfId }: FoldedWorkProps) {
  const t = useTranslations("work");
  const wordsOf = useWorkStateWords(standing, selfId);
  const [isAsked, setAsked] = useState(false);
  const [, startTransition] = useTransition();
  const words = [wordsOf("assignee"), wordsOf("status")];
  if (standing.work.priority !== PRIORITY_NORMAL) words.push(wordsOf("priority"));
  words.push(...tagsOn(standing).map(({ name }) => name));
  const button = (props: ComponentProps<"button">) => (
    <Button
      aria-haspopup="dialog"
      aria-label={`${t("change")}: ${words.join(", ")}`}
      className="max-w-full justify-start! gap-1.5 px-2! font-normal!"
      look="quiet"
      size="small"
      {...props}
    >
      <Holder standing={standing} />
      <span className="truncate">{words.join(" · ")}</span>
    </Button>
  );
  if (!isAsked) return button({ onClick: () => startTransition(() => setAsked(true)) });
  return (
    <WorkSheet trigger={button({})}>
      {parts.map((part) => (
        <div className="flex min-h-12 items-center justify-between gap-3" key={part.of}>
          <span className="text-sm text-ink-soft">{t(`${part.of}.label`)}</span>
          <WorkPart {...part} />
        </div>
      ))}
    </WorkSheet>
  );
}
