import { enterAsNora } from "../scenes/figure-scenes";
import { AxeBuilder } from "./axe";
import { query } from "./database";
import { expect, test } from "./stage";

test("A visitor chooses Arabic, and the site stays so and runs from right to left", async ({ enter }) => {
  const page = await enter();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Language" }).click();
  await page.getByRole("button", { name: "العربية" }).click();
  await expect(page.getByRole("heading", { name: "أهلًا بعودتك" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  await page.goto("/register");
  await expect(page.getByRole("heading", { name: "أنشئ حسابك" })).toBeVisible();
});

test("Maya chooses Spanish before the page is alive, and English again without losing what she wrote", async ({
  enter,
}) => {
  const maya = await enter("Maya Fernandes");
  let wake = () => {};
  const alive = new Promise<void>((resolve) => {
    wake = resolve;
  });
  await maya.route("**/_next/static/**/*.js", async (route) => {
    await alive;
    await route.continue();
  });
  await maya.goto("/", { waitUntil: "commit" });
  await maya.getByRole("button", { name: "Account of Maya Fernandes" }).click();
  await maya.getByRole("button", { name: "Español" }).click();
  await expect(maya.getByRole("searchbox", { name: "Buscar negocios" })).toBeVisible();
  wake();
  await maya.waitForLoadState("networkidle");
  await maya.getByRole("searchbox").fill("bicis");
  await maya.getByRole("button", { name: "Cuenta de Maya Fernandes" }).click();
  await expect(maya.getByRole("button", { name: "Español" })).toHaveAttribute("aria-pressed", "true");
  await maya.getByRole("button", { name: "English" }).click();
  await expect(maya.getByRole("button", { name: "Sign out" })).toBeVisible();
  await expect(maya.getByRole("searchbox", { name: "Search businesses" })).toHaveValue("bicis");
});

test("A browser that asks for Spanish is answered in Spanish", async ({ enter }) => {
  const page = await enter(undefined, { locale: "es-MX" });
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Iniciar sesión" })).toBeVisible();
});

test("A page asked for without a network waits for it, and says so", async ({ enter, expectComplaint }) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  const page = await enter();
  await page.goto("/register");
  await expect(page.getByRole("button", { name: "Register" })).toBeEnabled();
  await page.context().setOffline(true);
  await expect(page.getByRole("banner").getByRole("status")).toContainText("Offline");
  await page.getByLabel("Name").fill("Tomas");
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await page.context().setOffline(false);
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  await expect(page.getByRole("banner").getByRole("status")).toBeEmpty();
});

test("A page that failed says so, and is there by itself once that is over", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/status of 500|React error #441/);
  const nora = await enter();
  await enterAsNora(nora, "/inbox");
  await query("alter table retentions rename to retentions_away");
  try {
    expect((await nora.goto("/inbox/settings/retention"))?.status()).toBe(500);
    await expect(nora.getByRole("heading", { name: "That did not work" })).toBeVisible();
    // Once more for nothing.
    await nora.waitForResponse((response) => response.url().includes("/retention?"));
    await expect(nora.getByRole("button", { name: "Try again" })).toBeVisible();
    expect((await new AxeBuilder({ page: nora }).analyze()).violations).toEqual([]);
  } finally {
    await query("alter table retentions_away rename to retentions");
  }
  await expect(nora.getByLabel("Keep messages for")).toBeVisible();
  await expect(nora.getByRole("button", { name: "Try again" })).toHaveCount(0);
});

test("A keyboard reaches the content with its first two keys, and the menu closes where it was opened", async ({
  enter,
}) => {
  const maya = await enter("Maya Fernandes");
  await maya.goto("/");
  await maya.keyboard.press("Tab");
  await expect(maya.getByRole("link", { name: "Skip to content" })).toBeInViewport();
  await maya.keyboard.press("Enter");
  await expect(maya).toHaveURL("/#main");
  const opener = maya.getByRole("button", { name: "Account of Maya Fernandes" });
  await opener.focus();
  await maya.keyboard.press("Enter");
  await maya.keyboard.press("Tab");
  await expect(maya.getByRole("button", { name: "English" })).toBeFocused();
  await maya.keyboard.press("Escape");
  await expect(maya.getByRole("button", { name: "Sign out" })).toBeHidden();
  await expect(opener).toBeFocused();
});

test("The site can be put on a phone's first page, and shows itself where it is linked to", async ({
  enter,
}) => {
  const page = await enter();
  await page.goto("/b/harbor-coffee");
  const address = (selector: string, attribute: string) =>
    page.locator(selector).first().getAttribute(attribute);
  const pictures = [
    await address('link[rel="icon"]', "href"),
    await address('link[rel="apple-touch-icon"]', "href"),
    await address('meta[property="og:image"]', "content"),
  ];
  const manifest = await page.request.get((await address('link[rel="manifest"]', "href")) ?? "");
  const { name, icons } = await manifest.json();
  expect(name).toBe("ServiHub Chat");
  for (const picture of [...pictures, ...icons.map(({ src }: { src: string }) => src)]) {
    const answer = await page.request.get(picture ?? "");
    expect(answer.status(), picture ?? "").toBe(200);
    expect(answer.headers()["content-type"], picture ?? "").toMatch(/^image\//);
  }
});

test("The style guide is for who develops, and not part of the product", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/404/);
  const page = await enter();
  const answer = await page.goto("/styleguide");
  expect(answer?.status()).toBe(404);
});
