import { randomUUID } from "node:crypto";
import { expect, test } from "./stage";
import { composer } from "./conversation";
test("zz scripts", async ({ enter }) => {
  const page = await enter();
  const seen: string[] = []; let phase = "page";
  page.on("response", async (r) => { if (r.url().includes(".js")) { const s = await r.request().sizes().catch(() => null); seen.push(`${phase} ${s?.responseBodySize} ${r.url().split("/").pop()}`); } });
  await page.goto("/b/harbor-coffee"); await page.waitForLoadState("networkidle");
  phase = "open";
  await page.getByRole("main").getByRole("button", { name: /^Message/ }).click();
  await page.getByLabel("Your name").fill(`Vera ${randomUUID().slice(0, 8)}`);
  phase = "start";
  await page.getByRole("button", { name: "Start chatting" }).click();
  await expect(composer(page)).toBeVisible(); await page.waitForLoadState("networkidle");
  console.log(seen.join("\n"));
});
