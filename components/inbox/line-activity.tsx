"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import { isStaff } from "@/lib/permissions";
import { useNames } from "../conversation/use-names";
import { Activities, NOBODY } from "./activities";
import { Mini } from "./line-work";

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

/** Colleagues who have the conversation in sight. */
export function LineHere(of: Of) {
  const people = useActive(of).filter(({ role }) => isStaff(role));
  const t = useTranslations("views.line");
  const names = useNames();
  const label = t("here", { names: names(people), count: people.length });
  if (people.length === 0) return null;
  return (
    <span className="inline-flex shrink-0 items-center gap-1.5 px-0.5" title={label}>
      {people.slice(0, SHOWN_MAX).map(({ userId, name }) => (
        <Mini className="ring-2 ring-here" id={userId} key={userId} name={name} />
      ))}
      {people.length > SHOWN_MAX && (
        <span aria-hidden="true" className="text-xs text-ink-soft">
          {t("moreHere", { count: people.length - SHOWN_MAX })}
        </span>
      )}
      <span className="sr-only">{label}</span>
    </span>
  );
}
