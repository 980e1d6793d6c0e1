import type { Page } from "@playwright/test";
import type { Scene } from "./scene";

/** What the browser says of scripts that do not come. */
const complaint = /ERR_FAILED/;

/** What browsers without scripts are shown. */
export const plainScenes: Scene[] = [
  { name: "plain-begin", complaint, set: (page) => visitPlainly(page, "/b/harbor-coffee/chat") },
  {
    name: "plain-thread",
    as: "Maya Fernandes",
    complaint,
    set: (page) => visitPlainly(page, "/b/harbor-coffee/chat"),
  },
  {
    name: "plain-not-sent",
    as: "Maya Fernandes",
    complaint,
    set: async (page) => {
      await visitPlainly(page, "/b/harbor-coffee/chat");
      await page.locator("main form button[type=submit]").click();
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "plain-chats", as: "Maya Fernandes", complaint, set: (page) => visitPlainly(page, "/plain") },
  { name: "plain-follow", complaint, set: (page) => visitPlainly(page, "/b/harbor-coffee/follow") },
  {
    name: "plain-following",
    as: "Aiko Tanaka",
    complaint,
    set: async (page) => {
      await visitPlainly(page, "/b/harbor-coffee/follow");
      if ((await page.locator("input[value=follow]").count()) > 0)
        await page.locator("main form button[type=submit]").click();
      await page.locator("input[value=stop]").waitFor({ state: "attached" });
    },
  },
  { name: "plain-sign-out", as: "Leo Brandt", complaint, set: (page) => visitPlainly(page, "/sign-out") },
];

async function visitPlainly(page: Page, path: string): Promise<void> {
  await page.route(/\.js(\?|$)/, (route) => route.abort());
  await page.goto(path);
}
