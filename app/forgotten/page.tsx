import type { Metadata } from "next";
import Link from "next/link";
import { SettingForm } from "@/components/settings/setting-form";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { askPassword } from "../account/actions";
import { SiteFooter } from "../site/site-footer";
import { words, wordsFor } from "../words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("person"))("forgotten.title"), robots: { index: false } };
}

/** For whoever cannot sign in: a mail by which they set another password. */
export default async function Page({ searchParams }: PageProps<"/forgotten">) {
  const [{ done }, t] = await Promise.all([searchParams, words("person")]);
  return (
    <Words {...(await wordsFor("common", "account"))}>
      <main className="mx-auto w-full max-w-form px-4 py-10 sm:px-6 sm:py-16" id="main">
        {done === "asked" ? (
          <EmptyState
            action={
              <Link className={buttonClass({ look: "secondary" })} href="/forgotten" prefetch={false}>
                {t("forgotten.again")}
              </Link>
            }
            as="h1"
            icon="mail"
            title={t("forgotten.asked")}
          >
            {t("forgotten.askedAdvice")}
          </EmptyState>
        ) : (
          <>
            <h1 className="font-display text-2xl">{t("forgotten.title")}</h1>
            <p className="mt-1 text-ink-soft">{t("forgotten.lead")}</p>
            <SettingForm
              act={askPassword}
              fields={[{ name: "email", type: "email", autoComplete: "email", label: t("forgotten.email") }]}
              problems={{ "bad-command": t("forgotten.wrong") }}
              submit={t("forgotten.do")}
            />
            <p className="mt-6 text-sm">
              <Link
                className="inline-flex min-h-6 items-center font-medium text-pine-ink underline"
                href="/sign-in"
              >
                {t("forgotten.back")}
              </Link>
            </p>
          </>
        )}
      </main>
      <SiteFooter />
    </Words>
  );
}
