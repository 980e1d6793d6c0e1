import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { accentOf } from "@/components/embed/accent";
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

describe("the frame of a widget", () => {
  const themes = fs.readFileSync(
    path.resolve(import.meta.dirname, "..", "app", "embed", "[business]", "themes.css"),
    "utf8",
  );
  const said = (part: string) =>
    new Map([...part.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]));
  const [before = "", after = ""] = css.split("(prefers-color-scheme: dark)");
  const [own = "", ownDark = ""] = themes.split(':root[data-theme="dark"]');

  it("has the themes of the site, where the page around it chose one", () => {
    const dark = said(after.slice(0, after.indexOf("@layer base")));
    expect(said(ownDark)).toEqual(dark);
    const light = said(before);
    expect(said(own)).toEqual(new Map([...dark.keys()].map((name) => [name, light.get(name)])));
  });
});

describe.each(["light", "dark"] as const)("a business's own colour in the %s theme", (theme) => {
  const ofPine = PAIRS.flatMap(({ text, on, ratioMin }) =>
    text.flatMap((front) =>
      on
        .filter((ground) => `${front} ${ground}`.includes("pine"))
        .map((ground) => ({ front, ground, ratioMin })),
    ),
  );
  const colors = [
    "#000000",
    "#ffffff",
    "#ffff00",
    "#00ff00",
    "#0000ff",
    "#ff0000",
    "#7f7f7f",
    "#e91e63",
    "#00bcd4",
  ];

  it.each(colors)("is what can be read of %s", (color) => {
    const accent = new Map(
      Object.entries(accentOf(color, theme)).map(([name, value]) => [name.replace("--color-", ""), value]),
    );
    const of = (name: string) => accent.get(name) ?? palettes[theme].get(name) ?? expect.fail(name);
    for (const { front, ground, ratioMin } of ofPine)
      expect(contrastOf(of(front), of(ground)), `${front} on ${ground}`).toBeGreaterThanOrEqual(ratioMin);
  });
});
