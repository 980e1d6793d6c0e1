import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { enterAsNora } from "../scenes/figure-scenes";
import { AxeBuilder } from "./axe";
import { query } from "./database";
import { expect, test } from "./stage";

const DESK = "/inbox/broadcasts";
const ASKED = "Please confirm that you have read this.";
const CHANGED = "This was changed since you confirmed it. Please confirm it again.";

const strip = (page: Page) => page.locator("form[data-confirm]");
const done = (page: Page) => page.getByRole("button", { name: "I have read this" });
const name = (page: Page) => page.getByRole("checkbox", { name: "Tell Harbor Coffee my name" });
const takeBack = (page: Page) => page.getByRole("button", { name: "Take it back" });
/** It shows at once; this is once the site has it. */
const kept = async (page: Page) => {
  await expect(strip(page)).toContainText("You confirmed this:");
  await expect(takeBack(page)).toHaveAttribute("aria-disabled", "false");
};
const report = (page: Page) => page.getByRole("region", { name: "Confirmations" });
const names = (page: Page) => report(page).getByRole("list", { name: "Who agreed to be named" });

/** What stands under a word of the report. */
const figure = (page: Page, term: string) =>
  report(page).locator("dl > div").filter({ hasText: term }).getByRole("definition");

/** Nora writes a post that asks for it and publishes it. Where her readers find it. */
async function publish(nora: Page, body: string): Promise<string> {
  await enterAsNora(nora, DESK);
  await nora.getByRole("link", { name: "New post" }).click();
  await nora.getByLabel("Text of the post", { exact: true }).fill(body);
  await nora.getByLabel("Ask readers to confirm").check();
  await expect(nora.getByRole("region", { name: "Preview" })).toContainText("Readers are asked to confirm");
  await expect(nora.getByText("Saved", { exact: true })).toBeVisible();
  const id = new URL(nora.url()).pathname.split("/").at(-1) ?? "";
  await nora.getByRole("button", { name: "Publish…" }).click();
  const dialog = nora.getByRole("dialog", { name: "Publish this post?" });
  await expect(dialog.getByText("That stays so once it is published.")).toBeVisible();
  await dialog.getByRole("button", { name: "Publish now" }).click();
  const lines = nora.getByRole("region", { name: "Published" }).getByRole("listitem");
  const line = lines.filter({ hasText: body });
  await expect(line).toContainText("Asks to confirm");
  await line.getByRole("link").click();
  await expect(figure(nora, "Confirmed")).toHaveText("0");
  await expect(report(nora)).toContainText("Nobody yet.");
  return `/b/harbor-coffee/news/${id}`;
}

/** Other tests look at what is new there. */
async function remove(path: string): Promise<void> {
  await query("update messages set deleted_at = now() where id = $1", [path.split("/").at(-1)]);
}

test("Maya confirms a post by name and Leo without: Nora sees how many, and Maya's name; visitors see nothing", async ({
  enter,
}) => {
  const word = `closed-${randomUUID().slice(0, 8)}`;
  const [nora, maya, leo, visitor] = await Promise.all([
    ...[enter(), enter("Maya Fernandes"), enter("Leo Brandt"), enter()],
  ] as const);
  const path = await publish(nora, `We are ${word} on Monday`);

  const frames: string[] = [];
  visitor.on("websocket", (line) => line.on("framereceived", ({ payload }) => frames.push(String(payload))));
  await visitor.goto(path);
  await expect(visitor.getByText(ASKED)).toBeVisible();
  await expect.poll(() => frames.join()).toContain("welcome");
  expect((await new AxeBuilder({ page: visitor }).analyze()).violations).toEqual([]);
  await expect(visitor.getByRole("link", { name: "Sign in to confirm" })).toHaveAttribute(
    "href",
    `/sign-in?next=${encodeURIComponent(path)}`,
  );

  await maya.goto(path);
  await expect(strip(maya)).toContainText(ASKED);
  await expect(name(maya)).not.toBeChecked();
  await expect(strip(maya)).toContainText("Harbor Coffee sees how many confirmed, and not that you did.");
  expect((await new AxeBuilder({ page: maya }).analyze()).violations).toEqual([]);
  await name(maya).focus();
  await maya.keyboard.press("Space");
  await maya.keyboard.press("Tab");
  await expect(done(maya)).toBeFocused();
  await maya.keyboard.press("Enter");
  await expect(strip(maya).getByRole("status")).toContainText("You confirmed this:");
  await expect(done(maya)).toHaveCount(0);
  await expect(strip(maya)).toBeFocused();
  await kept(maya);
  // It is in what the server draws first.
  expect(await (await maya.request.get(path)).text()).toContain("You confirmed this:");
  expect((await new AxeBuilder({ page: maya }).analyze()).violations).toEqual([]);
  await leo.goto(path);
  await done(leo).click();
  await kept(leo);

  await nora.reload();
  await expect(figure(nora, "Confirmed")).toHaveText("2");
  await expect(figure(nora, "By name")).toHaveText("1");
  await expect(names(nora).getByRole("listitem")).toHaveCount(1);
  await expect(names(nora)).toContainText("Maya Fernandes");
  await expect(report(nora)).not.toContainText("Leo");
  expect((await new AxeBuilder({ page: nora }).analyze()).violations).toEqual([]);
  const said = [frames.join(), await (await visitor.request.get(path)).text()];
  said.push(await (await visitor.request.get("/b/harbor-coffee/news/feed.xml")).text());
  for (const text of said) expect(text).not.toMatch(/Maya|Leo Brandt|isNamed":(true|false)/);
  await remove(path);
});

test("A post that Nora edits asks Maya again, and tells Nora who confirmed which text", async ({ enter }) => {
  const word = `closed-${randomUUID().slice(0, 8)}`;
  const [nora, maya] = await Promise.all([enter(), enter("Maya Fernandes")]);
  const path = await publish(nora, `We are ${word} on Monday`);
  await maya.goto(path);
  await name(maya).check();
  await done(maya).click();
  await kept(maya);
  await maya.reload();
  await expect(name(maya)).toBeChecked();

  await nora.getByRole("button", { name: "Edit" }).click();
  await nora.getByLabel("Text of the post", { exact: true }).fill(`We are ${word} on Tuesday`);
  await nora.getByRole("button", { name: "Save" }).click();
  await expect(figure(nora, "Earlier text")).toHaveText("1");
  await expect(figure(nora, "Confirmed")).toHaveText("0");
  await expect(report(nora)).toContainText("1 person confirmed what it said before an edit");
  await expect(names(nora)).toContainText("earlier text");

  // The page was open all the while, and one that is opened now says the same.
  await expect(strip(maya).getByRole("status")).toContainText(CHANGED);
  await maya.reload();
  await expect(strip(maya)).toContainText(CHANGED);
  await done(maya).click();
  await expect(strip(maya)).toContainText("You confirmed this:");
  await kept(maya);
  await nora.reload();
  await expect(figure(nora, "Confirmed")).toHaveText("1");
  await expect(figure(nora, "Earlier text")).toHaveText("0");
  await remove(path);
});

test("Maya hides her name again, takes her confirmation back, and has it back", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED|WebSocket|status of 500/);
  const word = `closed-${randomUUID().slice(0, 8)}`;
  const [nora, maya] = await Promise.all([
    enter(),
    enter("Maya Fernandes", { viewport: { width: 320, height: 700 } }),
  ]);
  const path = await publish(nora, `We are ${word} on Monday`);
  await maya.goto(path);
  await name(maya).check();
  await done(maya).click();
  await kept(maya);
  const since = await strip(maya).locator("time").getAttribute("datetime");
  await name(maya).press("Enter");
  await name(maya).uncheck();
  await kept(maya);
  await expect(strip(maya).locator("time")).toHaveAttribute("datetime", since ?? "");
  await nora.reload();
  await expect(figure(nora, "Confirmed")).toHaveText("1");
  await expect(report(nora)).toContainText("Nobody yet.");

  await takeBack(maya).click();
  await expect(strip(maya).getByRole("status")).toContainText("Your confirmation is taken back.");
  await expect(done(maya)).toHaveAttribute("aria-disabled", "false");
  expect((await new AxeBuilder({ page: maya }).analyze()).violations).toEqual([]);
  await nora.reload();
  await expect(figure(nora, "Confirmed")).toHaveText("0");
  await strip(maya).getByRole("button", { name: "Undo" }).click();
  await expect(strip(maya)).toContainText("You confirmed this:");
  await kept(maya);

  // What could not be is not shown as if it were.
  const isAction = (url: URL) => url.pathname === path;
  await maya.route(isAction, async (route) => {
    if (route.request().method() === "POST") await route.fulfill({ status: 500 });
    else await route.fallback();
  });
  await name(maya).click();
  await expect(strip(maya).getByRole("alert")).toBeVisible();
  await expect(name(maya)).not.toBeChecked();
  await takeBack(maya).click();
  await expect(takeBack(maya)).toHaveAttribute("aria-disabled", "false");
  await expect(strip(maya)).toContainText("You confirmed this:");
  await maya.unroute(isAction);
  // Without a network it waits for one.
  await maya.context().setOffline(true);
  await name(maya).check();
  await expect(takeBack(maya)).toHaveAttribute("aria-disabled", "true");
  await maya.context().setOffline(false);
  await kept(maya);
  await expect(strip(maya).getByRole("alert")).toHaveCount(0);
  await nora.reload();
  await expect(names(nora)).toContainText("Maya Fernandes");
  const wide = await maya.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
  await remove(path);
});

test("Many who agreed to be named are shown to Nora as far as she asks, each once", async ({ enter }) => {
  const tag = randomUUID().slice(0, 8);
  const nora = await enter();
  const path = await publish(nora, `We are closed-${tag} on Monday`);
  await query(
    `with people as (
       insert into users (name) select 'Reader ' || n || ' ${tag}' from generate_series(1, 52) n returning id)
     insert into post_confirmations (post_id, user_id, rev, is_named) select $1, id, 1000, true from people`,
    [path.split("/").at(-1)],
  );
  await nora.reload();
  const lines = names(nora).getByRole("listitem");
  await expect(lines).toHaveCount(50);
  const more = report(nora).getByRole("button", { name: "Show more" });
  await more.focus();
  await nora.keyboard.press("Enter");
  await expect(lines).toHaveCount(52);
  await expect(lines.nth(50)).toBeFocused();
  await expect(more).toHaveCount(0);
  const shown = await lines.locator("bdi").allTextContents();
  expect(new Set(shown).size).toBe(52);
  await query("delete from users where name like $1", [`Reader % ${tag}`]);
  await nora.reload();
  await expect(report(nora)).toContainText("Nobody yet.");
  await remove(path);
});
