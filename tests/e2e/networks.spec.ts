import { randomUUID } from "node:crypto";
import { openChat, openInInbox, said, say, watchForReload, writeAsGuest } from "./conversation";
import { confine } from "./line";
import { expect, test } from "./stage";

/** What a browser says of a request that the network keeps from it. */
const KEPT_BACK = /ERR_FAILED|ERR_INTERNET_DISCONNECTED|ERR_NETWORK/;

for (const to of ["streams", "requests"] as const)
  test(`[F14] Where the network lets nothing but ${to} through, Maya and Sam talk all the same, and nobody reloads`, async ({
    enter,
    expectComplaint,
  }) => {
    expectComplaint(KEPT_BACK);
    const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
    await Promise.all([confine(maya, to), confine(sam, to)]);
    await openChat(maya, "harbor-coffee");
    await openInInbox(sam, "Maya Fernandes");
    const unmoved = await Promise.all([maya, sam].map(watchForReload));
    const texts = Array.from({ length: 4 }, (_, n) => `${n} over ${to} ${randomUUID()}`);
    for (const [n, text] of texts.entries()) {
      const [writer, reader] = n % 2 === 0 ? [maya, sam] : [sam, maya];
      await say(writer, text);
      await expect(said(reader, text)).toHaveCount(1);
      await expect(said(writer, text)).toContainText(/Sent|Delivered|Read/);
    }
    // What is said while one of them is cut off comes in its place, once.
    await maya.context().setOffline(true);
    const [missed = "", kept = ""] = ["missed", "kept"].map((word) => `${word} ${randomUUID()}`);
    await say(sam, missed);
    await say(maya, kept);
    await maya.context().setOffline(false);
    for (const page of [maya, sam])
      for (const text of [missed, kept]) await expect(said(page, text)).toHaveCount(1);
    await expect(said(maya, kept)).toContainText(/Sent|Delivered|Read/);
    for (const isUnmoved of unmoved) await isUnmoved();
  });

for (const to of ["streams", "requests"] as const)
  test(`Who writes for the first time shows in an inbox that hears of it by ${to}`, async ({
    enter,
    expectComplaint,
  }) => {
    expectComplaint(KEPT_BACK);
    const [guest, sam] = await Promise.all([enter(), enter("Sam Okafor")]);
    await confine(sam, to);
    await sam.goto("/inbox");
    const name = await writeAsGuest(guest, "Do you roast on Mondays?", "Wanda");
    await expect(
      sam.getByRole("region", { name: "Conversations" }).getByRole("listitem").filter({ hasText: name }),
    ).toHaveCount(1, { timeout: 30_000 });
  });
