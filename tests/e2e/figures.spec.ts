import fs from "node:fs/promises";
import type { Page } from "@playwright/test";
import { enterAsNora } from "../scenes/figure-scenes";
import { AxeBuilder } from "./axe";
import { openChat, openInInbox, said, say } from "./conversation";
import { expect, test } from "./stage";

test("Nora sees how Harbor Coffee does, also as tables and as a file", async ({ enter }) => {
  const nora = await enter();
  await enterAsNora(nora, "/inbox");
  await nora.getByRole("link", { name: "Figures" }).click();
  await expect(nora.getByRole("heading", { name: "Figures" })).toBeVisible();
  await expect(nora.getByText(/^Of \d+ answers?$/)).toBeVisible();
  await nora.getByRole("link", { name: "90 days" }).click();
  await expect(nora.getByRole("link", { name: "90 days" })).toHaveAttribute("aria-current", "true");
  const byHour = nora.getByRole("figure").filter({ hasText: "By the hour of the day" });
  await byHour.getByText("As a table").click();
  await expect(byHour.getByRole("row")).toHaveCount(25);
  const { violations } = await new AxeBuilder({ page: nora }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

  const download = nora.waitForEvent("download");
  await nora.getByRole("link", { name: "Download as CSV" }).click();
  const file = await fs.readFile(await (await download).path(), "utf8");
  expect(file).toMatch(/^\uFEFFfigure,of,value,unit,sample\r\n"first answer, median",,\d+,seconds,\d+\r\n/);
});

test("What Maya asks and Sam answers is in Nora's figures at once", async ({ enter }) => {
  const nora = await enter();
  await enterAsNora(nora, "/inbox/figures");
  const before = await messagesOf(nora, "Sam Okafor");
  const [maya, sam] = [await enter("Maya Fernandes"), await enter("Sam Okafor")];
  await openChat(maya, "harbor-coffee");
  const question = `Is the terrace open? ${Date.now()}`;
  await say(maya, question);
  await openInInbox(sam, "Maya Fernandes");
  await expect(said(sam, question)).toBeVisible();
  const answer = `It is, until six. ${Date.now()}`;
  await say(sam, answer);
  await expect(said(maya, answer)).toBeVisible();
  await nora.reload();
  expect(await messagesOf(nora, "Sam Okafor")).toBe(before + 1);
});

test("[S10] Sam, an agent, is shown no figures and no way to them", async ({ enter, expectComplaint }) => {
  expectComplaint(/404/);
  const sam = await enter("Sam Okafor");
  await sam.goto("/inbox");
  await expect(sam.getByRole("button", { name: "Commands" })).toBeVisible();
  await expect(sam.getByRole("link", { name: "Figures" })).toHaveCount(0);
  const nora = await enter();
  await enterAsNora(nora, "/inbox/figures");
  const href = await nora.getByRole("link", { name: "Download as CSV" }).getAttribute("href");
  expect((await sam.request.get(href ?? "")).status()).toBe(404);
  expect((await nora.request.get(href ?? "")).status()).toBe(200);
  expect((await sam.goto("/inbox/figures"))?.status()).toBe(404);
});

async function messagesOf(page: Page, name: string): Promise<number> {
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
  return Number((await row.getByRole("cell").nth(1).innerText()).replace(/\D/g, ""));
}
