"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { SIGN_IN_EVENTS_KEPT_MS, type SignInEvent } from "@/lib/sign-in-event";
import { Time } from "../ui/time";
import { UnusualSignIn } from "./unusual-sign-in";

const DAY_MS = 24 * 60 * 60_000;

/** What was out of the ordinary about how somebody signed in, for themselves; the newest first. */
export function UnusualSignIns({ events }: { events: SignInEvent[] }) {
  const t = useTranslations("unusual");
  const id = useId();
  const days = { days: SIGN_IN_EVENTS_KEPT_MS / DAY_MS };
  return (
    <section aria-labelledby={id}>
      <h2 className="font-display text-xl" id={id}>
        {t("title")}
      </h2>
      <p className="mt-1 text-ink-soft">{t(events.length === 0 ? "none" : "advice", days)}</p>
      {events.length > 0 && (
        <ul className="mt-3 divide-y divide-line rounded-xl border border-line bg-surface">
          {events.map((event) => (
            <li className="p-4" key={event.id}>
              <UnusualSignIn event={event} when={<Time at={event.at} form="ago" />} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
