import compile from "icu-minify/compile";
import type { Locale } from "@/lib/locale";
import type { Feature } from "@/words/words";

type Tree = { [key: string]: string | Tree };

/** What a feature says in a language, as pages are given it. */
export async function compiled(feature: Feature, locale: Locale): Promise<object> {
  const { default: tree } = await import(`../../words/${feature}/${locale}.json`);
  return structuredClone(all(tree));
}

function all(tree: Tree): object {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === "string" ? compile(value) : all(value),
    ]),
  );
}
