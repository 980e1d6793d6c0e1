import { describe, expect, it } from "vitest";
import { GET, generateStaticParams } from "@/app/emoji/[locale]/route";
import { EMOJI_VERSION_MAX, emojiIn } from "@/app/emoji/emoji";
import { LOCALES } from "@/lib/locale";
import { emoji } from "@/lib/protocol/message";

describe.each(LOCALES)("the emoji of the picker in %s", (locale) => {
  const { emojis, categories, skinTones } = emojiIn(locale);

  it("are all taken by the rooms, in every tone, and each is there once", () => {
    const all = emojis.flatMap((each) => [each.emoji, ...Object.values(each.skins ?? {})]);
    expect(all.filter((each) => !emoji.safeParse(each).success)).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
    expect(emojis.length).toBeGreaterThan(1_800);
  });

  it("have a name and a group, and are old enough to be seen on what people have", () => {
    const groups = categories.map(({ index }) => index);
    for (const { label, category, version } of emojis) {
      expect(label).not.toBe("");
      expect(groups).toContain(category);
      expect(version).toBeLessThanOrEqual(EMOJI_VERSION_MAX);
    }
    expect(categories.every(({ label }) => label.length > 0)).toBe(true);
    expect(Object.keys(skinTones)).toHaveLength(5);
  });
});

it("are served for each language and for no other", async () => {
  expect(generateStaticParams()).toEqual(LOCALES.map((locale) => ({ locale })));
  const request = new Request("http://site.test/emoji/xx");
  expect((await GET(request, { params: Promise.resolve({ locale: "xx" }) })).status).toBe(404);
});
