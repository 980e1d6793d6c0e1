"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import { isStaff } from "@/lib/permissions";
import { useNames } from "../conversation/use-names";
import { Activities, NOBODY } from "./activities";
import { Assignee, Mini } from "./line-work";

/** More do not fit into a line. */
const SHOWN_MAX = 2;

export const activities = new Activities();

interface Of {
  conversationId: string;
}

function useActive({ conversationId }: Of) {
  const { subscribe } = activities;
  return useSyncExternalStore(
    subscribe,
    () => activities.in(conversationId),
    () => NOBODY,
  );
}

/** In the place of what was said last. */
export function LineTyping({ otherwise, ...of }: Of & { otherwise: ReactNode }) {
  const people = useActive(of).filter(({ is }) => is === "typing");
  const t = useTranslations("views.line");
  const names = useNames();
  const firstNames = people.map(({ name }) => ({ name: name.split(" ")[0] ?? name }));
  if (people.length === 0) return otherwise;
  return (
    <span className="min-w-0 truncate text-pine-ink">
      {t("typing", { names: names(firstNames), count: people.length })}
    </span>
  );
}

/** Whose it is, and colleagues who have it in sight, each once. */
export function LinePeople({
  assigneeId,
  readerId,
  ...of
}: Of & { assigneeId: string | null; readerId: string }) {
  const here = useActive(of).filter(({ role }) => isStaff(role));
  const others = here.filter(({ userId }) => userId !== assigneeId);
  const t = useTranslations("views.line");
  const names = useNames();
  const assignee = <Assignee assigneeId={assigneeId} readerId={readerId} />;
  if (here.length === 0) return assignee;
  const label = t("here", { names: names(here), count: here.length });
  return (
    <span className="inline-flex shrink-0 items-center gap-1.5 px-0.5" title={label}>
      {others.slice(0, SHOWN_MAX).map(({ userId, name }) => (
        <Mini className="ring-2 ring-here" id={userId} key={userId} name={name} />
      ))}
      {others.length > SHOWN_MAX && (
        <span aria-hidden="true" className="text-xs text-ink-soft">
          {t("moreHere", { count: others.length - SHOWN_MAX })}
        </span>
      )}
      <span
        className={others.length < here.length ? "inline-flex rounded-full ring-2 ring-here" : "contents"}
      >
        {assignee}
      </span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
