"use client";

import { lazy, type ReactNode, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import { useNames } from "../conversation/use-names";
import { patiently } from "../patiently";
import { IconButton } from "../ui/icon-button";
import type { Group } from "./group-actions";
import { GroupAvatar } from "./group-avatar";

const GroupSheet = lazy(
  patiently(() => import("./group-sheet").then((module) => ({ default: module.GroupSheet }))),
);

interface GroupHeaderProps {
  conversationId: string;
  title: string;
  group: Group;
  view: ConversationView;
  leading?: ReactNode;
  trailing?: ReactNode;
}

/** What the group is called, how many are in it, who is here; and the way to its details. */
export function GroupHeader({ conversationId, title, group, view, leading, trailing }: GroupHeaderProps) {
  const t = useTranslations("groups");
  const names = useNames();
  const [isAsked, setAsked] = useState(false);
  const [, startTransition] = useTransition();
  const people = view.participants.length > 0 ? view.participants : group.members;
  const here = view.present.filter(({ userId }) => userId !== view.self.userId);
  return (
    <header className="flex min-h-16 shrink-0 items-center gap-3 border-b border-line bg-surface px-3 py-2 sm:px-5">
      {leading}
      <GroupAvatar id={conversationId} people={people} title={title} />
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold">
          <bdi>{title}</bdi>
        </h2>
        <p className="min-h-5 truncate text-sm text-ink-soft">
          {t("people", { count: people.length })}
          {here.length > 0 && <> · {t("here", { names: names(here), count: here.length })}</>}
        </p>
      </div>
      {trailing}
      {isAsked ? (
        <GroupSheet
          conversationId={conversationId}
          group={group}
          title={title}
          trigger={<IconButton icon="panel" label={t("details")} />}
          view={view}
        />
      ) : (
        <IconButton
          aria-haspopup="dialog"
          icon="panel"
          label={t("details")}
          onClick={() => startTransition(() => setAsked(true))}
        />
      )}
    </header>
  );
}
