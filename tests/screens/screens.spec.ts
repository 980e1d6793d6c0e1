import path from "node:path";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import * as z from "zod";
import { expect, test } from "../e2e/stage";
import { scenes } from "../scenes/scenes";
import { paint, visit } from "../scenes/visit";
import { stoppedAt } from "./stopped-clock";

const THEMES = ["light", "dark"] as const;
/** What a phone, a tablet and a laptop show at once. */
const SIZES = [
  { width: 390, height: 844 },
  { width: 820, height: 1106 },
  { width: 1440, height: 900 },
];
const QUALITY_PERCENT = 60;
/** Taken in Arabic, too, on the narrowest and the widest screen. */
const MAIN = [
  "directory",
  "profile",
  "profile-chat",
  "chats",
  "inbox",
  "inbox-conversation",
  "inbox-kinds",
  "sign-in",
  "widget-chat",
  "chats-bot",
  "plain-thread",
];

const asked = z
  .object({
    folder: z.string(),
    only: z.string().default(""),
    width: z.coerce.number().optional(),
    theme: z.enum(THEMES).optional(),
    language: z.string().optional(),
  })
  .parse(JSON.parse(process.env.SCREENS ?? ""));

const wanted = scenes.filter(({ name }) => name.includes(asked.only));
const views = wanted.flatMap((scene) =>
  SIZES.flatMap((viewport) =>
    (asked.language ? [asked.language] : ["en", "ar"]).map((language) => ({ scene, viewport, language })),
  ),
);

for (const { scene, viewport, language } of views) {
  if (asked.width && viewport.width !== asked.width) continue;
  if (!asked.language && language === "ar" && (viewport.width === 820 || !MAIN.includes(scene.name)))
    continue;
  const isRead = language === "en" ? "" : `-${language}`;
  test(`${scene.name}, ${viewport.width}${isRead}`, async ({ enter, expectComplaint }) => {
    if (scene.complaint) expectComplaint(scene.complaint);
    const page = await visit(scene, enter, {
      at: stoppedAt(),
      viewport,
      locale: language === "en" ? "en-GB" : language,
      timezoneId: "UTC",
      reducedMotion: "reduce",
      colorScheme: asked.theme ?? "light",
    });
    for (const theme of asked.theme ? [asked.theme] : THEMES) {
      await paint(page, theme);
      const file = path.join(asked.folder, `${scene.name}-${viewport.width}${isRead}-${theme}.webp`);
      await sharp(await still(page))
        .webp({ quality: QUALITY_PERCENT, effort: 6 })
        .toFile(file);
    }
  });
}

/** A picture in which nothing moves any more. */
async function still(page: Page): Promise<Buffer> {
  let picture: Buffer = Buffer.alloc(0);
  await expect(async () => {
    const before = picture;
    picture = await page.screenshot({ animations: "disabled", caret: "hide" });
    expect(picture.equals(before)).toBe(true);
  }).toPass({ intervals: [50, 200, 400] });
  return picture;
}
