import fs from "node:fs";
import compile from "icu-minify/compile";
import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/locale";
import ar from "@/words/widget/ar.json";
import en from "@/words/widget/en.json";
import es from "@/words/widget/es.json";

const words = { ar, en, es };

interface Said {
  open: string;
  close: string;
  chat: string;
  unread: Record<string, string>;
}

/** What stands in the file itself, which may load nothing. */
const brought: Record<string, Said> = (() => {
  const [, table] = /const words = (\{.*?\n {2}\});/s.exec(fs.readFileSync("public/widget.js", "utf8")) ?? [];
  return new Function(`return ${table}`)();
})();

/** As the file itself counts. */
function counted(locale: string, count: number): string | undefined {
  const { unread = {} } = brought[locale] ?? {};
  const form = unread[new Intl.PluralRules(locale).select(count)] ?? unread.other;
  return form?.replace("#", count.toLocaleString(locale));
}

describe("the words that widget.js brings", () => {
  it("are there in every language, and in no other", () => {
    expect(Object.keys(brought).sort()).toEqual([...LOCALES].sort());
  });

  it.each(LOCALES)("say in %s what the words of the site say, of however many messages", (locale) => {
    const { unread, ...said } = words[locale];
    const t = createTranslator({ locale, messages: Object({ unread: compile(unread) }) });
    expect(brought[locale]).toEqual({ ...said, unread: expect.any(Object) });
    for (let count = 1; count <= 120; count += 1) expect(counted(locale, count)).toBe(t("unread", { count }));
  });
});
