import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { contrastOf, PAIRS, palettesOf, toneContrastOf, tonesOf } from "@/components/styleguide/contrast";
import { hexOfOklch } from "@/components/ui/oklch";

const css = fs.readFileSync(path.resolve(import.meta.dirname, "..", "app", "globals.css"), "utf8");
const palettes = palettesOf(css);
const tones = tonesOf(css);

describe("contrast", () => {
  it("is measured as WCAG does", () => {
    expect(contrastOf("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrastOf("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
    expect(contrastOf("#b2431c", "#b2431c")).toBe(1);
    expect(toneContrastOf([0, 0], [1, 0])).toBeCloseTo(21, 1);
    expect(hexOfOklch([0.628, 0.2577], 29.23)).toBe("#ff0000");
  });
});

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const pairs = PAIRS.flatMap(({ text, on, ratioMin }) =>
    text.flatMap((front) => on.map((ground) => ({ front, ground, ratioMin }))),
  );

  it.each(pairs)("$front can be read on $ground", ({ front, ground, ratioMin }) => {
    const of = (name: string) => palettes[theme].get(name) ?? expect.fail(`there is no colour ${name}`);
    expect(contrastOf(of(front), of(ground))).toBeGreaterThanOrEqual(ratioMin);
  });

  it("initials can be read on anybody's colour", () => {
    const of = (name: string) => tones[theme].get(name) ?? expect.fail(`there is no tone ${name}`);
    expect(toneContrastOf(of("ink"), of("fill"))).toBeGreaterThanOrEqual(4.5);
    expect(toneContrastOf(of("ink"), of("wash"))).toBeGreaterThanOrEqual(4.5);
  });
});
