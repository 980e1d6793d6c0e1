"use client";

import { useState, useTransition } from "react";
import { Avatar } from "../ui/avatar";
import { Banner } from "../ui/banner";
import { useHydrated } from "../ui/use-hydrated";
import { enter } from "./enter";

interface DemoPerson {
  name: string;
  email: string;
  password: string;
  role: "customer" | "agent" | "owner" | "admin";
  business?: string;
}

/** Everybody of the demo, one click away, where they belong. */
export function DemoCast({ people, next }: { people: DemoPerson[]; next: string | null }) {
  const isHydrated = useHydrated();
  const [isPending, startTransition] = useTransition();
  const [problem, setProblem] = useState<string>();
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
    <section aria-labelledby="demo-cast">
      <h2 className="font-display text-xl" id="demo-cast">
        Look around as…
      </h2>
      <p className="mt-1 text-sm text-ink-soft">
        Everyone here is made up. Open two browsers to talk with yourself.
      </p>
      {problem && (
        <Banner className="mt-3" icon="failed" look="danger">
          {problem}
        </Banner>
      )}
      {groups.map((group) => (
        <div className="mt-5" key={group}>
          <h3 className="mb-1.5 text-sm font-medium text-ink-soft">{group}</h3>
          <ul className="grid gap-1.5 sm:grid-cols-2">
            {peopleIn(group).map((person) => (
              <li key={person.email}>
                <button
                  className="flex w-full items-center gap-2.5 rounded-md border border-line bg-surface px-2.5 py-2 text-start hover:bg-sunken disabled:opacity-60"
                  disabled={!isHydrated || isPending}
                  onClick={() => signIn(person)}
                  type="button"
                >
                  <Avatar id={person.email} name={person.name} size="small" />
                  <span className="min-w-0 flex-1 leading-tight">
                    <span className="block truncate text-sm font-medium">{person.name}</span>
                    <span className="text-xs text-ink-faint capitalize">{person.role}</span>
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

function groupOf({ business, role }: DemoPerson): string {
  return business ?? (role === "admin" ? "Platform" : "Customers");
}
