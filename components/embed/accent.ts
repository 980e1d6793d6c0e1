import { contrastOf } from "../styleguide/contrast";
import { hexOfOklch } from "../ui/oklch";

/** What an accent stands on, as `app/globals.css` has it in either theme. */
const GROUNDS = {
  light: ["#faf6ef", "#fffdf9", "#f3ece1"],
  dark: ["#191512", "#221d19", "#2c2621"],
} as const;
export type Theme = keyof typeof GROUNDS;

const TEXT_CONTRAST_MIN = 4.5;
const STEP = 0.01;
const TINTS = { light: [0.93, 0.03], dark: [0.3, 0.03] } as const;
const SOFT_CHROMA_MAX = 0.035;
const SOFT_LIGHTNESS = { least: 0.9, most: 0.97 } as const;
/** How much further a button goes under the pointer. */
const PRESSED = { light: -0.06, dark: 0.06 } as const;
const FILL_MAX = { light: 1, dark: 0.48 } as const;
const CHROMA_MAX = 0.2;

/** The tokens that say "ours", made of somebody's colour: as near to it as can be read. Pure. */
export function accentOf(color: string, theme: Theme): Record<string, string> {
  const { lightness, chroma: asGiven, hue } = oklchOf(color);
  const chroma = Math.min(asGiven, CHROMA_MAX);
  const at = (each: number, strength = chroma) => hexOfOklch([Math.min(1, Math.max(0, each)), strength], hue);
  const softChroma = Math.min(chroma, SOFT_CHROMA_MAX);
  const carriesText = (each: number) =>
    contrastOf(at(each), at(SOFT_LIGHTNESS.most, softChroma)) >= TEXT_CONTRAST_MIN &&
    contrastOf(at(each + PRESSED[theme]), "#ffffff") >= TEXT_CONTRAST_MIN;
  const fill = firstFrom(Math.min(lightness, FILL_MAX[theme]), -STEP, carriesText);
  const [tintLightness, tintChroma] = TINTS[theme];
  const tint = at(tintLightness, Math.min(chroma, tintChroma));
  const isLegible = (each: number) =>
    [...GROUNDS[theme], tint].every((ground) => contrastOf(at(each), ground) >= TEXT_CONTRAST_MIN);
  const ink = theme === "light" ? firstFrom(lightness, -STEP, isLegible) : firstFrom(0.7, STEP, isLegible);
  const soft = firstFrom(
    SOFT_LIGHTNESS.least,
    STEP,
    (each) => contrastOf(at(each, softChroma), at(fill)) >= TEXT_CONTRAST_MIN,
  );
  return {
    "--color-pine": at(fill),
    "--color-pine-strong": at(fill + PRESSED[theme]),
    "--color-pine-tint": tint,
    "--color-pine-ink": at(ink),
    "--color-on-pine-soft": at(soft, softChroma),
  };
}

/** As a style sheet for a page that has its theme in `data-theme`. */
export function accentCss(color: string): string {
  const [light, dark] = [accentOf(color, "light"), accentOf(color, "dark")].map((tokens) =>
    Object.entries(tokens)
      .map(([name, value]) => `${name}:${value}`)
      .join(";"),
  );
  return [
    `html:root[data-theme]{${light}}`,
    `@media (prefers-color-scheme:dark){html:root[data-theme=auto]{${dark}}}`,
    `html:root[data-theme=dark]{${dark}}`,
  ].join("");
}

function firstFrom(start: number, step: number, does: (lightness: number) => boolean): number {
  let lightness = start;
  while (!does(lightness) && lightness > 0 && lightness < 1) lightness += step;
  return Math.min(1, Math.max(0, lightness));
}

function oklchOf(hex: string): { lightness: number; chroma: number; hue: number } {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short;
  return {
    lightness: 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    chroma: Math.hypot(a, b),
    hue: (Math.atan2(b, a) * 180) / Math.PI,
  };
}
