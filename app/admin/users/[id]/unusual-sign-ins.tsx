import { Section } from "@/components/admin/section";
import { UnusualSignIn } from "@/components/settings/unusual-sign-in";
import { Words } from "@/components/words";
import { signInEventsOf } from "@/db/sign-in-events";
import { SIGN_IN_EVENTS_KEPT_MS } from "@/lib/sign-in-event";
import { db } from "../../../database";
import { words, wordsFor } from "../../../words";
import { When } from "../../when";

const DAY_MS = 24 * 60 * 60_000;

/** What was out of the ordinary about how somebody signed in, the newest first, as they are shown it themselves. */
export async function UnusualSignIns({ userId }: { userId: string }) {
  const [t, events] = await Promise.all([words("unusual"), signInEventsOf(db(), userId)]);
  const days = { days: SIGN_IN_EVENTS_KEPT_MS / DAY_MS };
  if (events.length === 0)
    return (
      <Section title={t("title")}>
        <p className="text-sm text-ink-soft">{t("none", days)}</p>
      </Section>
    );
  return (
    <Section advice={t("ofAnother", days)} title={t("title")}>
      <Words {...(await wordsFor("unusual"))}>
        <ul className="divide-y divide-line">
          {events.map((event) => (
            <li className="py-2.5 text-sm" key={event.id}>
              <UnusualSignIn event={event} when={<When at={new Date(event.at)} />} />
            </li>
          ))}
        </ul>
      </Words>
    </Section>
  );
}
