import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignOutForm } from "@/components/account/sign-out-form";
import { Words } from "@/components/words";
import { signOutByForm } from "../account/actions";
import { viewer } from "../viewer";
import { words, wordsFor } from "../words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("site"))("signOut"), robots: { index: false } };
}

/** Where the button in the header leads without scripts: looking at a page signs nobody out. */
export default async function Page() {
  const who = (await viewer()) ?? redirect("/");
  const t = await words("site");
  return (
    <Words {...(await wordsFor("common", "site"))}>
      <main className="mx-auto max-w-form px-4 py-10 sm:px-6 sm:py-16" id="main">
        <h1 className="mb-2 font-display text-2xl">{t(who.isGuest ? "guest.leave" : "signOut")}</h1>
        <p className="mb-6 text-ink-soft">
          <bdi>{who.name}</bdi>
          {who.isGuest && <> · {t("guest.advice")}</>}
        </p>
        <SignOutForm isGuest={who.isGuest} signOut={signOutByForm} />
      </main>
    </Words>
  );
}
