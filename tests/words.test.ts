import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/locale";

type Tree = { [key: string]: string | Tree };

const folder = path.resolve(import.meta.dirname, "..", "words");
const features = fs
  .readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.each(features)("the words of %s", (feature) => {
  const english = said(feature, "en");

  it.each(LOCALES.filter((locale) => locale !== "en"))("are all there in %s", (locale) => {
    expect([...said(feature, locale).keys()].sort()).toEqual([...english.keys()].sort());
  });

  it.each(LOCALES)("fill in the same in %s as in English", (locale) => {
    for (const [key, text] of said(feature, locale))
      expect(argumentsOf(text), `${locale} ${key}`).toEqual(argumentsOf(english.get(key) ?? ""));
  });

  it.each(LOCALES)("know every plural of %s", (locale) => {
    for (const [key, text] of said(feature, locale)) {
      for (const [, forms = ""] of text.matchAll(/, plural,((?:[^{}]|\{[^{}]*\})*)\}/g)) {
        const named = [...forms.matchAll(/(\w+)\s*\{/g)].map(([, name]) => name);
        expect(named, `${locale} ${key}`).toEqual(expect.arrayContaining(formsOf(locale)));
      }
    }
  });
});

/** `t.rich("key", { name: () => …` in a file that names its features: an element has no place in `{name}`, but in `<name></name>`. */
const elements = sources().flatMap(([file, source]) =>
  [...source.matchAll(/\.rich\(\s*"([\w.]+)",\s*\{([\s\S]*?)\}\)/g)].flatMap(([, key = "", values = ""]) =>
    [...values.matchAll(/(\w+): (?:\(\w*\)|\w+) =>/g)].map(([, name = ""]) => ({ file, source, key, name })),
  ),
);

it.each(elements)("$key of $file has a place for the element $name", ({ source, key, name }) => {
  const texts = features
    .filter((feature) => source.includes(`"${feature}"`))
    .flatMap((feature) => said(feature, "en").get(key) ?? []);
  expect(texts.filter((text) => text.includes(`{${name}}`))).toEqual([]);
});

it("finds elements among words", () => expect(elements.length).toBeGreaterThan(10));

function sources(): [string, string][] {
  return ["app", "components"].flatMap((part) =>
    fs
      .readdirSync(path.join(folder, "..", part), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx"))
      .map((file): [string, string] => [
        path.join(part, file),
        fs.readFileSync(path.join(folder, "..", part, file), "utf8"),
      ]),
  );
}

function formsOf(locale: string): string[] {
  const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
  // The Spanish "many" is for whole millions.
  return pluralCategories.filter((form) => locale !== "es" || form !== "many");
}

function said(feature: string, locale: string): Map<string, string> {
  const tree: Tree = JSON.parse(fs.readFileSync(path.join(folder, feature, `${locale}.json`), "utf8"));
  return new Map(leaves(tree));
}

function leaves(tree: Tree, before = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${before}${key}`, value]] : leaves(value, `${before}${key}.`),
  );
}

function argumentsOf(text: string): string[] {
  const names = [...text.matchAll(/\{(\w+)[,}]|(?=<\w)(<\w+>)/g)].map(
    ([, name, place]) => name ?? place ?? "",
  );
  return [...new Set(names)].sort();
}
