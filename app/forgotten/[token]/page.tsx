import type { Metadata } from "next";
import Link from "next/link";
import { SettingForm } from "@/components/settings/setting-form";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { PASSWORD_LENGTH_MIN } from "@/lib/person-lengths";
import { setNewPassword } from "../../account/actions";
import { forgottenOf } from "../../account/forgotten";
import { whyNone } from "../../why-none";
import { words, wordsFor } from "../../words";

/** The address is a key: it goes to no other site, and into no index. With no referrer at all the form were nobody's. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await words("person");
  return { title: t("forgotten.set"), robots: { index: false }, referrer: "origin" };
}

/** Looking at it changes nothing: programs look at what is in mails. */
export default async function Page({ params }: PageProps<"/forgotten/[token]">) {
  const { token } = await params;
  const [t, found] = await Promise.all([words("person"), forgottenOf(token).catch(whyNone)]);
  const least = { count: PASSWORD_LENGTH_MIN };
  return (
    <Words {...(await wordsFor("common", "account"))}>
      <main className="mx-auto w-full max-w-form px-4 py-10 sm:px-6 sm:py-16" id="main">
        {found === null ? (
          <EmptyState
            action={
              <Link className={buttonClass({ look: "secondary" })} href="/forgotten" prefetch={false}>
                {t("forgotten.again")}
              </Link>
            }
            as="h1"
            icon="failed"
            title={t("forgotten.none")}
          >
            {t("forgotten.noneAdvice")}
          </EmptyState>
        ) : (
          <>
            <h1 className="font-display text-2xl">{t("forgotten.set")}</h1>
            <p className="mt-1 text-ink-soft">{t("forgotten.setLead")}</p>
            <SettingForm
              act={setNewPassword}
              fields={[
                {
                  ...{ name: "password", type: "password", label: t("security.new") },
                  ...{ autoComplete: "new-password", hint: t("security.newHint", least) },
                  minLength: PASSWORD_LENGTH_MIN,
                },
              ]}
              hidden={{ token }}
              problems={{
                "bad-command": t("forgotten.tooShort", least),
                "not-found": t("forgotten.noneAdvice"),
              }}
              submit={t("forgotten.setDo")}
            />
          </>
        )}
      </main>
    </Words>
  );
}
