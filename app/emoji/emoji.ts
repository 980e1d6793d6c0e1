import type { Emoji } from "emojibase";
import ofEnglish from "emojibase-data/en/data.json";
import ofSpanish from "emojibase-data/es/data.json";
import type { Locale } from "@/lib/locale";
import { emoji as oneEmoji } from "@/lib/protocol/message";
import ar from "@/words/emoji/ar.json";
import en from "@/words/emoji/en.json";
import es from "@/words/emoji/es.json";

/** Of 2022: newer ones are an empty box on many devices that people have. */
export const EMOJI_VERSION_MAX = 15;

/** The groups of Unicode that are shown, by their number. */
const GROUPS = [
  ["smileys", 0],
  ["people", 1],
  ["nature", 3],
  ["food", 4],
  ["travel", 5],
  ["activities", 6],
  ["objects", 7],
  ["symbols", 8],
  ["flags", 9],
] as const;
const TONES = ["light", "medium-light", "medium", "medium-dark", "dark"] as const;

/** Unicode's names exist in no Arabic form we could ship: what is around them is said in Arabic, they in English. */
const names = { en: ofEnglish, es: ofSpanish, ar: ofEnglish } as const satisfies Record<Locale, Emoji[]>;
const words = { en, es, ar } as const satisfies Record<Locale, typeof en>;

/** What the picker shows in a language, in the form it takes (`EmojiData` of frimousse). */
export function emojiIn(locale: Locale) {
  const { groups } = words[locale];
  const shown: readonly number[] = GROUPS.map(([, number]) => number);
  return {
    locale,
    emojis: names[locale]
      .filter(({ group = -1, version }) => shown.includes(group) && version <= EMOJI_VERSION_MAX)
      .map(({ emoji, group, label, version, tags, skins }) => ({
        emoji: known(emoji),
        category: group,
        label: label.charAt(0).toUpperCase() + label.slice(1),
        version,
        tags: tags ?? [],
        ...tonesOf(skins),
      })),
    categories: GROUPS.map(([name, index]) => ({ index, label: groups[name] })),
    // The picker's own words say these.
    skinTones: Object.fromEntries(TONES.map((tone) => [tone, tone])),
  };
}

/** As rooms take it: without the sign that it is a picture, where it would be one anyway. */
function known(emoji: string): string {
  return oneEmoji.safeParse(emoji).success ? emoji : emoji.replaceAll("\ufe0f", "");
}

/** Only of those that show one person, who has one skin. */
function tonesOf(skins: Emoji["skins"]) {
  const ofOne = TONES.map((tone, index) => {
    const number = index + 1;
    const skin = skins?.find((each) => each.tone === number);
    return [tone, skin && known(skin.emoji)] as const;
  });
  return ofOne.every(([, emoji]) => emoji !== undefined) ? { skins: Object.fromEntries(ofOne) } : {};
}
