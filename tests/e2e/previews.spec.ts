import { randomUUID } from "node:crypto";
import { AxeBuilder } from "./axe";
import { openChat, openInInbox, said, say, toLatest } from "./conversation";
import { query } from "./database";
import { expect, test } from "./stage";

/** As if the server had been able to look: what it could reach from here lies inside. */
async function lookedAt(body: string, preview: object): Promise<void> {
  await query("update messages set metadata = jsonb_build_object('preview', $2::jsonb) where body = $1", [
    body,
    JSON.stringify(preview),
  ]);
}

test("What Maya's link leads to is shown as a card, until Sam takes it away for everybody", async ({
  enter,
}) => {
  test.slow();
  const [maya, sam] = [await enter("Maya Fernandes"), await enter("Sam Okafor")];
  await openChat(maya, "harbor-coffee");
  const url = `http://10.0.0.1/${randomUUID()}`;
  await say(maya, url);
  await expect(said(maya, url)).toContainText("Sent");
  const title = `Tasting <b>${randomUUID()}</b>`;
  const words = { title, description: "Six coffees, no ticket.", site: "Harbor Coffee", image: null };
  await lookedAt(url, { url, ...words });

  await openInInbox(sam, "Maya Fernandes");
  await maya.reload();
  await openChat(maya, "harbor-coffee");
  for (const page of [maya, sam]) {
    await toLatest(page);
    const card = said(page, url).getByRole("link", { name: title });
    await expect(card).toContainText("Six coffees, no ticket.");
    await expect(card).toHaveAttribute("href", url);
    await expect(card).toHaveAttribute("rel", "noopener noreferrer nofollow ugc");
  }
  expect((await new AxeBuilder({ page: sam }).include("main").analyze()).violations).toEqual([]);

  await said(sam, url).hover();
  await said(sam, url).getByRole("button", { name: "Remove preview" }).click();
  for (const page of [maya, sam]) {
    await expect(page.getByRole("link", { name: title })).toHaveCount(0);
    await expect(said(page, url)).toHaveCount(1);
  }
});
