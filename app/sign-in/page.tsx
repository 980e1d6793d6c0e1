import type { Metadata } from "next";
import Link from "next/link";
import { DemoCast } from "@/components/account/demo-cast";
import { OAuthButtons } from "@/components/account/oauth-buttons";
import { SignInForm } from "@/components/account/sign-in-form";
import { Banner } from "@/components/ui/banner";
import { Words } from "@/components/words";
import { sameOriginPath } from "@/lib/same-origin-path";
import { signInByForm } from "../account/actions";
import { signInOptions } from "../account/sign-in-options";
import { SiteFooter } from "../site/site-footer";
import { words, wordsFor } from "../words";

export async function generateMetadata(): Promise<Metadata> {
  const t = await words("account");
  return { title: t("signIn.title") };
}

export default async function Page({ searchParams }: PageProps<"/sign-in">) {
  const [{ next, error, done }, t, person] = await Promise.all([
    searchParams,
    words("account"),
    words("person"),
  ]);
  const { demo, oauth } = signInOptions();
  const target = sameOriginPath(next);
  return (
    <Words {...(await wordsFor("common", "site", "account"))}>
      <main
        className="mx-auto grid max-w-form items-start gap-12 px-4 py-10 data-demo:max-w-4xl data-demo:md:grid-cols-2 sm:px-6 sm:py-16"
        data-demo={demo.length > 0 || undefined}
        id="main"
      >
        <div>
          <h1 className="font-display text-2xl">{t("signIn.heading")}</h1>
          <p className="mt-1 mb-6 text-ink-soft">{t("signIn.lead")}</p>
          {done === "password" && (
            <Banner className="mb-4" icon="sent" look="calm">
              {person("forgotten.isSet")}
            </Banner>
          )}
          <SignInForm
            error={typeof error === "string" ? error : undefined}
            next={target}
            signInByForm={signInByForm}
          />
          <p className="mt-3 text-sm">
            <Link
              className="inline-flex min-h-6 items-center font-medium text-pine-ink underline"
              href="/forgotten"
              prefetch={false}
            >
              {person("security.forgotten")}
            </Link>
          </p>
          <OAuthButtons next={target} providers={oauth} />
          <p className="mt-6 text-sm text-ink-soft">
            {t("signIn.isNew")}{" "}
            <Link
              className="inline-flex min-h-6 items-center font-medium text-pine-ink underline"
              href={`/register?next=${encodeURIComponent(target)}`}
            >
              {t("signIn.register")}
            </Link>
          </p>
        </div>
        {demo.length > 0 && (
          <DemoCast next={next === undefined ? null : target} people={demo} signInByForm={signInByForm} />
        )}
      </main>
      <SiteFooter />
    </Words>
  );
}
