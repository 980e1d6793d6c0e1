"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { SIGN_IN_EVENTS_KEPT_MS, type SignInEvent } from "@/lib/sign-in-event";
import { Time } from "../ui/time";

const DAY_MS = 24 * 60 * 60_000;

/** What was out of the ordinary about how somebody signed in, for themselves or an admin; the newest first. */
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
              <Event event={event} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Event({ event: { kind, device, network, count, at } }: { event: SignInEvent }) {
  const t = useTranslations("unusual");
  const isOfSignIn = kind !== "failures";
  return (
    <>
      <h3 className="font-medium">{t(`kind.${kind}`, { count })}</h3>
      {isOfSignIn && (
        <p className="mt-0.5 text-sm text-ink-soft">
          <bdi>{device ?? t("unknownDevice")}</bdi>
          {network && (
            <>
              {" · "}
              {t.rich("network", { value: () => <bdi key="network">{network}</bdi> })}
            </>
          )}
        </p>
      )}
      <p className="mt-0.5 text-sm text-ink-soft">
        <Time at={at} form="ago" />
      </p>
    </>
  );
}
