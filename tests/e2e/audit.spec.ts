import fs from "node:fs/promises";
import { enterAsNora } from "../scenes/figure-scenes";
import { AxeBuilder } from "./axe";
import { openChat, openInInbox, said, say } from "./conversation";
import { expect, test } from "./stage";

const PLAIN = { javaScriptEnabled: false };

test("[O4] Robin finds, without scripts, who deleted what Maya wrote, and takes it along as a file", async ({
  enter,
}) => {
  const [maya, sam] = [await enter("Maya Fernandes"), await enter("Sam Okafor")];
  await openChat(maya, "harbor-coffee");
  const text = `Is the window seat free? ${Date.now()}`;
  await say(maya, text);
  await openInInbox(sam, "Maya Fernandes");
  await expect(said(sam, text)).toBeVisible();
  await said(sam, text).hover();
  await said(sam, text)
    .getByRole("button", { name: /^What to do with/ })
    .click();
  await sam.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(said(maya, text)).toHaveCount(0);

  const robin = await enter("Robin Vale", PLAIN);
  await robin.goto("/admin");
  await robin
    .getByRole("main")
    .getByRole("link", { name: /^Audit trail/ })
    .click();
  await robin.getByLabel("What", { exact: true }).selectOption({ label: "Message deleted" });
  await robin.getByLabel("Who", { exact: true }).fill("sam@harbor.example");
  await robin.getByLabel("Business", { exact: true }).fill("harbor-coffee");
  await robin.getByRole("button", { name: "Show" }).click();
  const entries = robin.getByRole("list", { name: "What was done" }).getByRole("listitem");
  await expect(entries.first()).toContainText("Message deleted");
  await expect(entries.first()).toContainText("Sam Okafor (agent)");
  await expect(entries.first()).toContainText("About: Maya Fernandes");
  await expect(robin.getByRole("main")).not.toContainText(text);

  const download = robin.waitForEvent("download");
  await robin.getByRole("link", { name: "Download as CSV" }).click();
  const file = await fs.readFile(await (await download).path(), "utf8");
  expect(file).toContain("message.deleted,Sam Okafor,");
  expect(file).not.toContain("message.edited");
  expect(file).not.toContain(text);

  await robin.goto("/admin/audit?kind=audit.exported");
  await expect(entries.first()).toContainText("Robin Vale (admin)");
  await entries.first().getByRole("link", { name: "All by Robin Vale" }).click();
  await expect(robin).toHaveURL(/\/admin\/audit\?who=[0-9a-f-]+$/);
  await robin.getByRole("link", { name: "Show everything" }).click();
  await expect(robin).toHaveURL("/admin/audit");
});

test("[O4] What cannot be understood is said beside its field, and stays as it was typed", async ({
  enter,
}) => {
  const robin = await enter("Robin Vale", PLAIN);
  await robin.goto("/admin/audit?subject=beans");
  await robin.getByLabel("Who", { exact: true }).fill("sam");
  await robin.getByRole("button", { name: "Show" }).click();
  const who = robin.getByLabel("Who", { exact: true });
  await expect(who).toHaveValue("sam");
  await expect(who).toHaveAccessibleDescription("Give a whole e-mail address or an id.");
  await expect(robin.getByLabel("About what")).toHaveValue("beans");
  await expect(robin.getByRole("list", { name: "What was done" })).toHaveCount(0);
  await robin.goto("/admin/audit?before=2026-11-22T00:00:00.000Z_nothing");
  await expect(robin.getByRole("alert")).toContainText("The list cannot go on from there");
});

test("[O4] Nora reads what was done at Harbor Coffee, and nobody else of it may", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/404/);
  const nora = await enter();
  await enterAsNora(nora, "/inbox/settings");
  await nora.getByRole("link", { name: "Open the audit trail" }).click();
  await expect(nora.getByRole("heading", { name: "Audit trail" })).toBeVisible();
  const { violations } = await new AxeBuilder({ page: nora }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  const href = (await nora.getByRole("link", { name: "Download as CSV" }).getAttribute("href")) ?? "";
  expect((await nora.request.get(href)).status()).toBe(200);
  await nora.reload();
  await expect(nora.getByRole("list", { name: "What was done" }).getByRole("listitem").first()).toContainText(
    "Nora Lindqvist (owner)",
  );
  const sam = await enter("Sam Okafor");
  expect((await sam.goto(new URL(nora.url()).pathname))?.status()).toBe(404);
  for (const path of [href, "/admin/audit/csv"]) expect((await sam.request.get(path)).status()).toBe(404);
});
