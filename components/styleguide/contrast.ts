import { type Linear, linearOfOklch } from "../ui/oklch";

/** Colours as the tokens give them, and how well one can be read on another (WCAG 2.2). Pure. */
export type Palette = Map<string, string>;

/** Which colour is meant to stand on which: text wants 4.5, marks and borders 3. */
export const PAIRS: { text: string[]; on: string[]; ratioMin: 4.5 | 3 }[] = [
  { text: ["ink", "ink-soft", "ink-faint"], on: ["paper", "surface", "sunken", "pine-tint"], ratioMin: 4.5 },
  { text: ["pine-ink"], on: ["paper", "surface", "sunken", "pine-tint"], ratioMin: 4.5 },
  { text: ["clay-ink"], on: ["paper", "surface", "sunken", "clay-tint"], ratioMin: 4.5 },
  { text: ["danger"], on: ["paper", "surface", "sunken", "danger-tint"], ratioMin: 4.5 },
  { text: ["ink"], on: ["clay-tint", "danger-tint"], ratioMin: 4.5 },
  { text: ["on-pine", "on-pine-soft"], on: ["pine"], ratioMin: 4.5 },
  { text: ["on-pine"], on: ["pine-strong"], ratioMin: 4.5 },
  { text: ["ink", "ink-soft", "ink-faint", "note-ink"], on: ["note-tint"], ratioMin: 4.5 },
  { text: ["on-note"], on: ["note"], ratioMin: 4.5 },
  { text: ["note"], on: ["paper", "surface", "note-tint"], ratioMin: 3 },
  { text: ["on-clay"], on: ["clay"], ratioMin: 4.5 },
  { text: ["on-danger"], on: ["danger"], ratioMin: 4.5 },
  { text: ["line-strong", "here", "away"], on: ["paper", "surface", "sunken"], ratioMin: 3 },
];

/** What `app/globals.css` says, in either theme; the dark one takes over whatever it does not name. */
export function palettesOf(css: string): { light: Palette; dark: Palette } {
  const [light = "", dark = ""] = css.split("(prefers-color-scheme: dark)");
  return { light: colours(light), dark: new Map([...colours(light), ...colours(dark)]) };
}

function colours(css: string): Palette {
  return new Map(
    [...css.matchAll(/--color-([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = "", hex = ""]) => [name, hex]),
  );
}

/** The strengths of people's own hues, as `oklch` lightness and chroma. */
export function tonesOf(css: string): { light: Tones; dark: Tones } {
  const [light = "", dark = ""] = css.split("(prefers-color-scheme: dark)");
  return { light: tones(light), dark: tones(dark) };
}

type Tones = Map<string, [lightness: number, chroma: number]>;

function tones(css: string): Tones {
  return new Map(
    [...css.matchAll(/--tone-(\w+):\s*([\d.]+) ([\d.]+)/g)].map(([, name = "", lightness, chroma]) => [
      name,
      [Number(lightness), Number(chroma)],
    ]),
  );
}

export function contrastOf(one: string, other: string): number {
  return ratioOf(luminanceOf(linearOfHex(one)), luminanceOf(linearOfHex(other)));
}

/** The worst contrast two strengths have over all the hues somebody may be given. */
export function toneContrastOf(one: [number, number], other: [number, number]): number {
  const ratios = Array.from({ length: 360 }, (_, hue) =>
    ratioOf(luminanceOf(linearOfOklch(one, hue)), luminanceOf(linearOfOklch(other, hue))),
  );
  return Math.min(...ratios);
}

function ratioOf(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function luminanceOf([red, green, blue]: Linear): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linearOfHex(hex: string): Linear {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}
