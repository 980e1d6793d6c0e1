import { randomUUID } from "node:crypto";
import { openInInbox, say } from "./conversation";
import { expect, test } from "./stage";

test("the example of a page signs in by the API, shows what is said, and says something", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/401/);
  const [page, sam] = await Promise.all([enter(), enter("Sam Okafor")]);
  const [question, answer] = [`Open late? ${randomUUID()}`, `Until six. ${randomUUID()}`];
  await page.goto("/examples/client.html");
  await page.getByLabel("E-mail").fill("leo@example.com");
  await page.getByLabel("Password").fill("wrong password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("unauthorized");
  await page.getByLabel("Password").fill("servihub-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  const lines = page.getByRole("log", { name: "Messages" }).getByRole("listitem");
  await page.getByLabel("Message", { exact: true }).fill(question);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(lines.filter({ hasText: question })).toHaveCount(1);
  await expect(page.getByLabel("Message", { exact: true })).toHaveValue("");
  await openInInbox(sam, "Leo Brandt");
  await say(sam, answer);
  await expect(lines.filter({ hasText: answer })).toHaveText(`Sam Okafor: ${answer}`);
  await expect(page.getByRole("alert")).toHaveText("");
});
