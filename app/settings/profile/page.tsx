import type { Metadata } from "next";
import Link from "next/link";
import { SettingForm } from "@/components/settings/setting-form";
import { LanguageChoice } from "@/components/site/language-choice";
import { buttonClass } from "@/components/ui/button";
import { Words } from "@/components/words";
import { ownAccountOf } from "@/db/own-account";
import { NAME_LENGTH_MAX } from "@/lib/person-lengths";
import { zoneName } from "@/lib/time-zone";
import { chooseLanguage } from "../../account/actions";
import { db } from "../../database";
import { requireViewer } from "../../viewer";
import { words, wordsFor } from "../../words";
import { askAddress, saveName, saveTimeZone } from "../actions";
import { Frame, Section } from "../frame";
import { TimeZoneSelect } from "./time-zone-select";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("person"))("profile.title") };
}

/** Who somebody is to others, and where they are reached. */
export default async function Page({ searchParams }: PageProps<"/settings/profile">) {
  const [{ id, name, isGuest }, { done }, t] = await Promise.all([
    requireViewer("/settings/profile"),
    searchParams,
    words("person"),
  ]);
  const { email, hasPassword, timeZone, chosenTimeZone } = await ownAccountOf(db(), id);
  const said = {
    ...{ name: t("profile.saved", { name }), asked: t("profile.asked"), email: t("profile.moved") },
    clock: t("profile.clockSaved", { zone: zoneName(chosenTimeZone ?? timeZone ?? "UTC") }),
  };
  return (
    <Words {...(await wordsFor("common", "account", "site"))}>
      <Frame at="profile" done={Object.entries(said).find(([key]) => key === done)?.[1]} name={name}>
        <Section id="who" title={t("profile.title")}>
          <p className="text-sm text-ink-soft">{t("profile.advice")}</p>
          <SettingForm
            act={saveName}
            fields={[
              {
                ...{ name: "name", type: "text", autoComplete: "name", value: name },
                ...{ label: t("profile.name"), hint: t("profile.nameHint"), maxLength: NAME_LENGTH_MAX },
              },
            ]}
            key={name}
            problems={{ "bad-command": t("profile.wrong", { max: NAME_LENGTH_MAX }) }}
            submit={t("profile.save")}
          />
        </Section>
        <Section id="email" title={t("profile.email")}>
          {isGuest ? (
            <>
              <p className="text-sm text-ink-soft">{t("profile.notForGuests")}</p>
              <Link
                className={`${buttonClass({ look: "secondary", size: "small" })} mt-3`}
                href="/register?next=/settings/profile"
              >
                {t("profile.register")}
              </Link>
            </>
          ) : (
            <>
              <p className="wrap-anywhere">
                <bdi>{t("profile.emailNow", { address: email ?? "" })}</bdi>
              </p>
              <p className="mt-1 text-sm text-ink-soft">{t("profile.emailAdvice")}</p>
              <SettingForm
                act={askAddress}
                fields={[
                  { name: "email", type: "email", autoComplete: "email", label: t("profile.newEmail") },
                  ...(hasPassword
                    ? [{ ...OLD_PASSWORD, name: "password", label: t("security.password") }]
                    : []),
                ]}
                problems={{
                  unauthorized: t(hasPassword ? "security.wrongPassword" : "security.notLately"),
                  "bad-command": t("profile.notAnAddress"),
                  conflict: t("profile.same"),
                }}
                submit={t("profile.ask")}
              />
            </>
          )}
        </Section>
        <Section id="language" title={t("profile.language")}>
          <p className="mb-3 text-sm text-ink-soft">{t("profile.languageAdvice")}</p>
          <LanguageChoice choose={chooseLanguage} />
        </Section>
        <Section id="clock" title={t("profile.clock")}>
          <p className="text-sm text-ink-soft">{t("profile.clockAdvice")}</p>
          <SettingForm act={saveTimeZone} submit={t("profile.clockDo")}>
            <TimeZoneSelect chosen={chosenTimeZone} ofDevice={timeZone} />
          </SettingForm>
        </Section>
      </Frame>
    </Words>
  );
}

const OLD_PASSWORD = { type: "password", autoComplete: "current-password" } as const;
