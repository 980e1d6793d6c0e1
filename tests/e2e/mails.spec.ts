import { randomUUID } from "node:crypto";
import { AxeBuilder } from "./axe";
import { openChat, openInInbox, said, say } from "./conversation";
import { query } from "./database";
import { mailsTo } from "./outbox";
import { expect, test } from "./stage";

/** What is asked for about somebody is due at once, and not in ten minutes. */
async function hurry(email: string): Promise<void> {
  await query("update jobs set run_at = now() where user_id = (select id from users where email = $1)", [
    email,
  ]);
}

test("Maya closes her tab; what Sam answers reaches her by mail, which leads her back to it and can be stopped", async ({
  enter,
}) => {
  const tag = randomUUID().slice(0, 8);
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await openChat(maya, "harbor-coffee");
  await say(maya, `Is it in? ${tag}`);
  await expect(said(maya, `Is it in? ${tag}`)).toContainText(/Sent|Delivered|Read/);
  await maya.context().close();
  await openInInbox(sam, "Maya Fernandes");
  await say(sam, `It came today ${tag}`);
  let mails: string[] = [];
  await expect(async () => {
    await hurry("maya@example.com");
    mails = await mailsTo("maya@example.com", `It came today ${tag}`);
    expect(mails).toHaveLength(1);
  }).toPass();
  const [mail = ""] = mails;
  expect(mail).not.toContain(`Is it in? ${tag}`);

  const again = await enter("Maya Fernandes");
  await again.goto(/https?:\S+\/chats\/[\w-]+/.exec(mail)?.[0] ?? "");
  await expect(said(again, `It came today ${tag}`)).toBeInViewport();

  const visitor = await enter(undefined, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  await visitor.goto(/https?:\/\/[^\s/]+\/unsubscribe\/[\w.-]+/.exec(mail)?.[0] ?? "");
  await visitor.getByRole("button", { name: "Send me no more" }).click();
  await expect(visitor.getByRole("heading", { name: "No more mails come to you" })).toBeVisible();
  await visitor.getByRole("button", { name: "Send them to me again" }).click();
  await expect(visitor.getByRole("button", { name: "Send me no more" })).toBeVisible();
});

test("An address to stop mails that nobody was sent says so", async ({ enter, expectComplaint }) => {
  expectComplaint(/404/);
  const page = await enter();
  await page.goto("/unsubscribe/nothing");
  await expect(page.getByRole("heading", { name: "This address does not work" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
