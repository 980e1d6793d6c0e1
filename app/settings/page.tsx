import type { Metadata } from "next";
import { PresenceSetting } from "@/components/settings/presence-setting";
import { Words } from "@/components/words";
import { SiteFooter } from "../site/site-footer";
import { requireViewer } from "../viewer";
import { words, wordsFor } from "../words";
import { choosePresence } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("settings"))("title") };
}

/** What somebody decides for themselves. */
export default async function Page() {
  const [{ name, showsPresence }, t] = await Promise.all([requireViewer("/settings"), words("settings")]);
  return (
    <Words {...(await wordsFor("common", "settings"))}>
      <main className="mx-auto w-full max-w-2xl px-4 py-10 sm:px-6" id="main">
        <h1 className="font-display text-2xl">{t("title")}</h1>
        <p className="mt-1 text-ink-soft">
          <bdi>{name}</bdi>
        </p>
        <div className="mt-8 space-y-10">
          <PresenceSetting isOn={showsPresence} set={choosePresence} />
        </div>
      </main>
      <SiteFooter />
    </Words>
  );
}
