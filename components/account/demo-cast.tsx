"use client";

import { useActionState, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import type { HeldForm } from "@/lib/held-form";
import { Avatar } from "../ui/avatar";
import { enter } from "./enter";
import { insteadOf } from "./instead-of";
import { ProblemBanner } from "./problem-banner";
import { type AccountProblem, signInProblem } from "./sign-in-problem";

interface DemoPerson {
  name: string;
  email: string;
  password: string;
  role: "customer" | "agent" | "owner" | "admin";
  business?: string;
}

interface DemoCastProps {
  people: DemoPerson[];
  next: string | null;
  /** What signs in where there is no script, and before it is there. */
  signInByForm: (before: HeldForm | null, form: FormData) => Promise<HeldForm>;
}

/** Everybody of the demo, one click away, where they belong. */
export function DemoCast({ people, next, signInByForm }: DemoCastProps) {
  const t = useTranslations("account.demo");
  const [held, send] = useActionState(signInByForm, null);
  const [isPending, startTransition] = useTransition();
  const [problem, setProblem] = useState<AccountProblem | undefined>(
    held ? signInProblem(held.refusal.code) : undefined,
  );

  const groupOf = ({ business, role }: DemoPerson) =>
    business ?? (role === "admin" ? t("platform") : t("customers"));
  const groups = [...new Set(people.map(groupOf))];
  const peopleIn = (group: string) => people.filter((person) => groupOf(person) === group);

  const targetOf = ({ role }: DemoPerson) => next ?? (role === "agent" || role === "owner" ? "/inbox" : "/");

  function signIn(person: DemoPerson) {
    const { email, password } = person;
    startTransition(async () => {
      const wrong = await enter("credentials", { email, password });
      setProblem(wrong);
      if (!wrong) window.location.assign(targetOf(person));
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
                <form action={send} onSubmit={insteadOf(() => signIn(person))}>
                  <input name="email" type="hidden" value={person.email} />
                  <input name="password" type="hidden" value={person.password} />
                  <input name="next" type="hidden" value={targetOf(person)} />
                  <button
                    className="flex w-full items-center gap-2 rounded-md border border-line bg-surface px-2 py-2 text-start transition-colors hover:border-line-strong disabled:opacity-60"
                    disabled={isPending}
                    type="submit"
                  >
                    <Avatar id={person.email} name={person.name} size="small" />
                    <span className="min-w-0 flex-1 leading-tight">
                      <span className="text-match block truncate text-sm font-medium" dir="auto">
                        {person.name}
                      </span>
                      <span className="text-xs text-ink-faint">{t(`roles.${person.role}`)}</span>
                    </span>
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
