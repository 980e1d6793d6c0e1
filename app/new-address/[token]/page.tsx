import type { Metadata } from "next";
import Link from "next/link";
import { SettingForm } from "@/components/settings/setting-form";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { confirmNewAddress } from "../../account/actions";
import { addressOf } from "../../account/email";
import { whyNone } from "../../why-none";
import { words, wordsFor } from "../../words";

/** The address is a key: it goes to no other site, and into no index. With no referrer at all the form were nobody's. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await words("person");
  return { title: t("address.title"), robots: { index: false }, referrer: "origin" };
}

/** Looking at it changes nothing: programs look at what is in mails. */
export default async function Page({ params }: PageProps<"/new-address/[token]">) {
  const { token } = await params;
  const [t, change] = await Promise.all([words("person"), addressOf(token).catch(whyNone)]);
  return (
    <Words {...(await wordsFor("common", "account"))}>
      <main className="mx-auto w-full max-w-form px-4 py-10 sm:px-6 sm:py-16" id="main">
        {change === null ? (
          <EmptyState
            action={
              <Link className={buttonClass({ look: "secondary" })} href="/settings/profile" prefetch={false}>
                {t("address.settings")}
              </Link>
            }
            as="h1"
            icon="failed"
            title={t("address.none")}
          >
            {t("address.noneAdvice")}
          </EmptyState>
        ) : (
          <EmptyState
            action={
              <SettingForm
                act={confirmNewAddress}
                hidden={{ token }}
                problems={{ conflict: t("address.taken"), "not-found": t("address.noneAdvice") }}
                submit={t("address.do")}
              />
            }
            as="h1"
            icon="mail"
            title={t("address.title")}
          >
            {t("address.lead", { address: change.email })}
          </EmptyState>
        )}
      </main>
    </Words>
  );
}
