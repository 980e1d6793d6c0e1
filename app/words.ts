import "server-only";
import compile from "icu-minify/compile";
import Negotiator from "negotiator";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { createTranslator } from "use-intl/core";
import { isLocale, LOCALE_COOKIE, LOCALES, type Locale } from "@/lib/locale";
import type { Feature, Words } from "@/words/words";

/** The language somebody chose, else the best of those their browser asks for. */
export const locale = cache(async (): Promise<Locale> => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  if (isLocale(chosen)) return chosen;
  const asked = (await headers()).get("accept-language") ?? undefined;
  const [best] = new Negotiator({ headers: { "accept-language": asked } }).languages([...LOCALES]);
  return isLocale(best) ? best : "en";
});

/** Says what a page of the server says: `t("title")`. */
export const words = cache(async <F extends Feature>(feature: F) => wordsIn(await locale(), feature));

/** For whom no page is drawn: a mail is in the language of whoever has it sent. */
export async function wordsIn<F extends Feature>(inLocale: Locale, feature: F) {
  // Of all words only these are asked for.
  const messages = { [feature]: await compiled(feature, inLocale) } as Partial<Words> as Words;
  return createTranslator({ locale: inLocale, messages, namespace: feature });
}

/** What client components are given to say, as props of `<Words>`. */
export async function wordsFor<F extends Feature>(...features: F[]) {
  const inLocale = await locale();
  const all = await Promise.all(
    features.map(async (feature) => [feature, await compiled(feature, inLocale)] as const),
  );
  return { locale: inLocale, messages: Object.fromEntries(all) };
}

type Tree = { [key: string]: string | Tree };

const known = new Map<string, Promise<unknown>>();

/** Compiled here once, so that no browser has to bring the parser. */
function compiled(feature: Feature, inLocale: Locale) {
  const key = `${feature}/${inLocale}`;
  const found = known.get(key) ?? load(feature, inLocale);
  known.set(key, found);
  return found;
}

async function load(feature: Feature, inLocale: Locale) {
  const { default: tree } = await import(`../words/${feature}/${inLocale}.json`);
  // Its plurals have no prototype, and such objects are not let through to the browser.
  return structuredClone(compileAll(tree));
}

function compileAll(tree: Tree): object {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === "string" ? compile(value) : compileAll(value),
    ]),
  );
}
