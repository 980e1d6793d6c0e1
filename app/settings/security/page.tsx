import type { Metadata } from "next";
import Link from "next/link";
import { SettingForm } from "@/components/settings/setting-form";
import { UnusualSignIns } from "@/components/settings/unusual-sign-ins";
import { Words } from "@/components/words";
import { ownAccountOf } from "@/db/own-account";
import { signInEventsOf } from "@/db/sign-in-events";
import { signInsOf } from "@/db/sign-ins";
import { PASSWORD_LENGTH_MIN } from "@/lib/person-lengths";
import { SIGNED_IN_WITHIN_MS } from "../../account/proof";
import { db } from "../../database";
import { requireViewer } from "../../viewer";
import { words, wordsFor } from "../../words";
import { changeOwnPassword } from "../actions";
import { Frame, Section } from "../frame";
import { SignIns } from "./sign-ins";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("person"))("security.title") };
}

/** By what somebody signs in, and where they are signed in. */
export default async function Page({ searchParams }: PageProps<"/settings/security">) {
  const [{ id, sessionId, name, isGuest }, { done }, t] = await Promise.all([
    requireViewer("/settings/security"),
    searchParams,
    words("person"),
  ]);
  const [{ hasPassword }, signIns, events] = await Promise.all([
    ownAccountOf(db(), id),
    signInsOf(db(), id),
    signInEventsOf(db(), id),
  ]);
  const said = {
    ...{ password: t("security.changed"), ended: t("security.ended"), others: t("security.othersEnded") },
  };
  return (
    <Words {...(await wordsFor("common", "account", "unusual"))}>
      <Frame at="security" done={Object.entries(said).find(([key]) => key === done)?.[1]} name={name}>
        <Section id="password" title={t("security.password")}>
          {isGuest ? (
            <p className="text-sm text-ink-soft">{t("profile.notForGuests")}</p>
          ) : (
            <Password hasPassword={hasPassword} />
          )}
        </Section>
        <SignIns here={sessionId} signIns={signIns} />
        {!isGuest && <UnusualSignIns events={events} />}
      </Frame>
    </Words>
  );
}

async function Password({ hasPassword }: { hasPassword: boolean }) {
  const t = await words("person");
  const least = { count: PASSWORD_LENGTH_MIN };
  return (
    <>
      <p className="text-sm text-ink-soft">
        {hasPassword
          ? t("security.passwordAdvice")
          : t("security.passwordNone", { minutes: SIGNED_IN_WITHIN_MS / 60_000 })}{" "}
        {hasPassword && (
          <Link className="font-medium text-pine-ink underline" href="/forgotten" prefetch={false}>
            {t("security.forgotten")}
          </Link>
        )}
      </p>
      <SettingForm
        act={changeOwnPassword}
        fields={[
          ...(hasPassword
            ? [
                {
                  ...{ name: "oldPassword", type: "password" as const, label: t("security.old") },
                  autoComplete: "current-password",
                },
              ]
            : []),
          {
            ...{ name: "password", type: "password", label: t("security.new") },
            ...{ autoComplete: "new-password", hint: t("security.newHint", least) },
            minLength: PASSWORD_LENGTH_MIN,
          },
        ]}
        problems={{
          unauthorized: t(hasPassword ? "security.wrongPassword" : "security.notLately"),
          "bad-command": t("security.tooShort", least),
        }}
        submit={t(hasPassword ? "security.change" : "security.set")}
      />
    </>
  );
}
