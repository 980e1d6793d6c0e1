import { randomUUID } from "node:crypto";
import { openChat, openInInbox, said, say, timeline } from "./conversation";
import { expect, test } from "./stage";

const DAY_MS = 24 * 60 * 60 * 1000;

for (const [way, byMs] of [
  ["ahead", DAY_MS],
  ["behind", -DAY_MS],
] as const)
  test(`[F24] Leo's clock is a day ${way}: nothing is lost, doubled, out of order or late for it`, async ({
    enter,
    expectComplaint,
  }) => {
    expectComplaint(/ERR_INTERNET_DISCONNECTED|CLOSING or CLOSED/);
    const tag = randomUUID().slice(0, 8);
    const [leo, sam] = [await enter("Leo Brandt"), await enter("Sam Okafor")];
    await leo.clock.install({ time: Date.now() + byMs });
    await openChat(leo, "harbor-coffee");
    await say(leo, `${tag} one`);
    await expect(said(leo, `${tag} one`)).toContainText(/Sent|Delivered|Read/);
    await openInInbox(sam, "Leo Brandt");
    await say(sam, `${tag} two`);
    await expect(said(leo, `${tag} two`)).toBeVisible();

    // What waits in his outbox is by his clock of another day.
    await leo.context().setOffline(true);
    await say(leo, `${tag} three`);
    await say(leo, `${tag} four`);
    await leo.context().setOffline(false);
    await expect(said(sam, `${tag} four`)).toBeVisible();
    await say(sam, `${tag} five`);
    for (const page of [leo, sam]) {
      await expect(said(page, `${tag} five`)).toBeVisible();
      const order = async () =>
        (await timeline(page).getByRole("article").allTextContents()).flatMap(
          (words) => new RegExp(`${tag} (\\w+)`).exec(words)?.[1]?.replace(/\d.*$/, "") ?? [],
        );
      await expect.poll(order).toEqual(["one", "two", "three", "four", "five"]);
    }
    await leo.reload();
    for (const count of ["one", "two", "three", "four", "five"])
      await expect(said(leo, `${tag} ${count}`)).toHaveCount(1);
  });
