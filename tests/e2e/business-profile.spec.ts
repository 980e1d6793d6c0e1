import type { Page } from "@playwright/test";
import sharp from "sharp";
import { LOGO_BYTES_MAX } from "@/lib/profile";
import { closeBusinesses, openBusiness } from "./admin-stage";
import { AxeBuilder } from "./axe";
import { query } from "./database";
import { picture, text } from "./files";
import { tooWide } from "./fit";
import { newcomer } from "./newcomer";
import { expect, test } from "./stage";

const PATH = "/inbox/settings/profile";
const PLAIN = { javaScriptEnabled: false, viewport: { width: 320, height: 700 } };

test.afterAll(closeBusinesses);

/** Vera in front of the profile of a business of her own. */
async function comeIn(page: Page) {
  const business = await openBusiness();
  const email = await newcomer(page, { name: "Vera Quay", path: "/settings" });
  await query(
    "insert into memberships (business_id, user_id, role) select $1, id, 'owner' from users where email = $2",
    [business.id, email],
  );
  await page.goto(`${PATH}?business=${business.slug}`);
  return business;
}

const logoOn = (page: Page) => page.locator('main img[src^="/logos/"]');
const told = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words });

test("Vera gives her business a logo on a phone without JavaScript, changes it, removes it and takes that back", async ({
  enter,
}) => {
  const vera = await enter(undefined, PLAIN);
  const { slug } = await comeIn(vera);
  await vera.getByLabel("Picture").setInputFiles(text("logo.png", "This is no picture"));
  await vera.getByRole("button", { name: "Upload", exact: true }).click();
  await expect(vera.getByRole("alert")).toContainText("no picture as PNG, JPEG or WebP");
  await vera.getByLabel("Picture").setInputFiles({
    ...{ name: "huge.png", mimeType: "image/png" },
    buffer: Buffer.alloc(LOGO_BYTES_MAX * 3, 7),
  });
  await vera.getByRole("button", { name: "Upload", exact: true }).click();
  await expect(vera.getByRole("alert")).toContainText("larger than 5 MB");
  await vera.getByLabel("Picture").setInputFiles(await picture("large.jpg"));
  await vera.getByRole("button", { name: "Upload", exact: true }).click();
  await expect(told(vera, "This is the logo from now on")).toBeVisible();
  const first = await logoOn(vera).getAttribute("src");
  expect(await tooWide(vera)).toEqual([]);

  const maya = await enter(undefined, PLAIN);
  await maya.goto(`/b/${slug}`);
  await expect(logoOn(maya)).toHaveAttribute("src", `${first}`);
  await expect.poll(() => logoOn(maya).evaluate((drawn: HTMLImageElement) => drawn.naturalWidth)).toBe(256);

  const red = await sharp({ create: { width: 300, height: 100, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  const other = { name: "red.png", mimeType: "image/png", buffer: red };
  await vera.getByLabel("Picture").setInputFiles(other);
  await vera.getByRole("button", { name: "Upload another" }).click();
  await expect(logoOn(vera)).not.toHaveAttribute("src", `${first}`);
  await vera.getByRole("button", { name: "Undo" }).click();
  await expect(told(vera, "The logo from before is shown again")).toBeVisible();
  await expect(logoOn(vera)).toHaveAttribute("src", `${first}`);

  await vera.getByRole("button", { name: "Remove the logo" }).click();
  await expect(told(vera, "The logo is removed")).toBeVisible();
  await expect(logoOn(vera)).toHaveCount(0);
  await maya.reload();
  await expect(maya.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(logoOn(maya)).toHaveCount(0);
  await vera.getByRole("button", { name: "Undo" }).click();
  await expect(logoOn(vera)).toHaveAttribute("src", `${first}`);
});

test("What Vera says of her business is on its page, and kept where it is refused; its logo is on the chat's head", async ({
  enter,
}) => {
  const vera = await enter();
  const { slug, name } = await comeIn(vera);
  await vera.getByLabel("Name", { exact: true }).fill("Quay \u202eecords");
  await vera.getByLabel("In one sentence").fill("Records, and a good chair to hear them in.");
  await vera.getByLabel("About").fill("We open at ten.\nMostly.");
  await vera.getByRole("button", { name: "Save" }).click();
  await expect(vera.getByRole("alert").filter({ hasText: "A name has between one and 60" })).toBeVisible();
  await expect(vera.getByLabel("About")).toHaveValue("We open at ten.\nMostly.");
  await vera.getByLabel("Name", { exact: true }).fill(`${name} & Sons`);
  await vera.getByRole("button", { name: "Save" }).click();
  await expect(told(vera, "Everybody sees it from now on")).toBeVisible();
  await vera.getByLabel("Picture").setInputFiles(await picture("large.jpg"));
  await vera.getByRole("button", { name: "Upload", exact: true }).click();
  await expect(told(vera, "This is the logo from now on")).toBeVisible();
  expect((await new AxeBuilder({ page: vera }).analyze()).violations).toEqual([]);

  const leo = await enter();
  await leo.goto(`/b/${slug}`);
  await expect(leo.getByRole("heading", { level: 1, name: `${name} & Sons` })).toBeVisible();
  await expect(leo.getByText("Records, and a good chair to hear them in.")).toBeVisible();
  const address = `${await logoOn(leo).getAttribute("src")}`;
  await leo
    .getByRole("main")
    .getByRole("button", { name: /^Message/ })
    .click();
  const letters = leo.getByRole("dialog").locator("header .tone-fill");
  await expect(letters).toHaveCSS("background-image", new RegExp(address));

  const answer = await leo.request.get(address);
  expect(answer.headers()).toMatchObject({
    ...{ "content-type": "image/webp", "x-content-type-options": "nosniff" },
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "public, max-age=31536000, immutable",
  });
  expect(answer.headers()["cross-origin-resource-policy"]).toBeUndefined();
  expect(answer.headers()["set-cookie"]).toBeUndefined();
});
