"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import type { Participant } from "@/lib/protocol/event";
import { granted } from "../granted";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import type { GroupActions } from "./group-actions";
import { Part } from "./part";
import { Problem } from "./problem";
import { useWish } from "./use-wish";

interface AddPeopleProps {
  conversationId: string;
  members: { userId: string }[];
  actions: GroupActions;
}

/** Those who can be added without asking them: the team, and for the team its customers. */
export function AddPeople({ conversationId, members, actions }: AddPeopleProps) {
  const t = useTranslations("groups.add");
  const { data, isError } = useQuery({
    queryKey: ["addable", conversationId],
    queryFn: async () => granted(await actions.addable({ conversationId })),
  });
  if (isError) return null;
  if (!data) return <Skeleton className="h-24" />;
  const others = data.people.filter(({ userId }) => !members.some((member) => member.userId === userId));
  return (
    <Part hint={t("hint")} title={t("title")}>
      {others.length === 0 ? (
        <p className="text-sm text-ink-soft">{t("nobody")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <ul className="-mx-2 max-h-56 overflow-y-auto" tabIndex={0}>
          {others.map((person) => (
            <AddLine actions={actions} conversationId={conversationId} key={person.userId} person={person} />
          ))}
        </ul>
      )}
    </Part>
  );
}

interface AddLineProps {
  conversationId: string;
  person: Participant;
  actions: GroupActions;
}

/** It goes when the room tells that they are in. */
function AddLine({ conversationId, person: { userId, name }, actions }: AddLineProps) {
  const t = useTranslations("groups.add");
  const { wish, isOnItsWay, problem } = useWish((id) => actions.add({ conversationId, id, userId }));
  return (
    <li className="px-2 py-1">
      <div className="flex min-h-10 items-center gap-3 text-sm">
        <Avatar id={userId} name={name} size="small" />
        <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
        <Button
          aria-label={t("doFor", { name })}
          disabled={isOnItsWay}
          look="secondary"
          onClick={wish}
          size="small"
        >
          {t("do")}
        </Button>
      </div>
      <Problem words={problem} />
    </li>
  );
}
