import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { RegisterForm } from "@/components/account/register-form";
import { Banner } from "@/components/ui/banner";
import { Words } from "@/components/words";
import { sameOriginPath } from "@/lib/same-origin-path";
import { register, registerByForm } from "../account/actions";
import { SiteFooter } from "../site/site-footer";
import { isOn } from "../site-settings";
import { viewer } from "../viewer";
import { words, wordsFor } from "../words";

export async function generateMetadata(): Promise<Metadata> {
  const t = await words("account");
  return { title: t("register.title") };
}

export default async function Page({ searchParams }: PageProps<"/register">) {
  const [{ next }, t, who, isOpen] = await Promise.all([
    ...([searchParams, words("account"), viewer()] as const),
    isOn("registration"),
  ]);
  if (who && !who.isGuest) redirect("/chats");
  return (
    <Words {...(await wordsFor("common", "site", "account"))}>
      <main className="mx-auto max-w-form px-4 py-10 sm:px-6 sm:py-16" id="main">
        <h1 className="font-display text-2xl">{t("register.heading")}</h1>
        <p className="mt-1 mb-6 text-ink-soft">{t("register.lead")}</p>
        {who && (
          <Banner className="mb-6" icon="bubble" look="calm">
            {t("register.asGuest", { name: who.name })}
          </Banner>
        )}
        {isOpen ? (
          <RegisterForm
            name={who?.name ?? ""}
            next={sameOriginPath(next, "/chats")}
            register={register}
            registerByForm={registerByForm}
          />
        ) : (
          <Banner icon="lock" look="warning">
            {t("register.closed")}
          </Banner>
        )}
        {!who && (
          <p className="mt-6 text-sm text-ink-soft">
            {t("register.isKnown")}{" "}
            <Link
              className="inline-flex min-h-6 items-center font-medium text-pine-ink underline"
              href="/sign-in"
            >
              {t("register.signIn")}
            </Link>
          </p>
        )}
      </main>
      <SiteFooter />
    </Words>
  );
}
