"use client";

import { useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { Avatar } from "../ui/avatar";
import { useHydrated } from "../ui/use-hydrated";
import { enter } from "./enter";
import { ProblemBanner } from "./problem-banner";
import type { AccountProblem } from "./sign-in-problem";

interface DemoPerson {
  name: string;
  email: string;
  password: string;
  role: "customer" | "agent" | "owner" | "admin";
  business?: string;
}

/** Everybody of the demo, one click away, where they belong. */
export function DemoCast({ people, next }: { people: DemoPerson[]; next: string | null }) {
  const t = useTranslations("account.demo");
  const isHydrated = useHydrated();
  const [isPending, startTransition] = useTransition();
  const [problem, setProblem] = useState<AccountProblem>();

  const groupOf = ({ business, role }: DemoPerson) =>
    business ?? (role === "admin" ? t("platform") : t("customers"));
  const groups = [...new Set(people.map(groupOf))];
  const peopleIn = (group: string) => people.filter((person) => groupOf(person) === group);

  function signIn({ email, password, role }: DemoPerson) {
    startTransition(async () => {
      const wrong = await enter("credentials", { email, password });
      setProblem(wrong);
      if (!wrong) window.location.assign(next ?? (role === "agent" || role === "owner" ? "/inbox" : "/"));
    });
  }

  return (
    <section aria-labelledby="demo-cast" className="rounded-xl bg-sunken p-4 sm:p-6">
      <h2 className="font-display text-xl" id="demo-cast">
        {t("heading")}
      </h2>
      <p className="mt-1 text-sm text-ink-soft">{t("lead")}</p>
      {problem && <ProblemBanner className="mt-3" problem={problem} />}
      {groups.map((group) => (
        <div className="mt-5" key={group}>
          <h3 className="text-match mb-1.5 text-xs font-medium text-ink-faint" dir="auto">
            {group}
          </h3>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-1.5">
            {peopleIn(group).map((person) => (
              <li key={person.email}>
                <button
                  className="flex w-full items-center gap-2 rounded-md border border-line bg-surface px-2 py-2 text-start transition-colors hover:border-line-strong disabled:opacity-60"
                  disabled={!isHydrated || isPending}
                  onClick={() => signIn(person)}
                  type="button"
                >
                  <Avatar id={person.email} name={person.name} size="small" />
                  <span className="min-w-0 flex-1 leading-tight">
                    <span className="text-match block truncate text-sm font-medium" dir="auto">
                      {person.name}
                    </span>
                    <span className="text-xs text-ink-faint">{t(`roles.${person.role}`)}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
