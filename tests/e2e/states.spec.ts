import { randomUUID } from "node:crypto";
import { refuseTexts } from "../scenes/refusing-room";
import { composer, openChat, openInInbox, said, say, timeline } from "./conversation";
import { expect, test } from "./stage";

test("A text the room refuses waits for Maya to try again or discard it", async ({ enter }) => {
  const maya = await enter("Maya Fernandes");
  const room = await refuseTexts(maya, "Closed for the night.");
  await openChat(maya, "harbor-coffee");
  const [wanted, unwanted] = [`Wanted ${randomUUID()}`, `Unwanted ${randomUUID()}`];

  await say(maya, wanted);
  await expect(
    maya.getByRole("alert").filter({ hasText: "Not sent. This conversation is closed." }),
  ).toBeVisible();
  room.relent();
  await maya.getByRole("button", { name: "Try again" }).click();
  await expect(said(maya, wanted)).toContainText(/Sent|Delivered|Read/);

  room.refuse();
  await say(maya, unwanted);
  await maya.getByRole("button", { name: "Discard" }).click();
  await expect(said(maya, unwanted)).toHaveCount(0);
  await maya.reload();
  await expect(said(maya, wanted)).toHaveCount(1);
  await expect(said(maya, unwanted)).toHaveCount(0);
});

test("A long text comes as its beginning, and whole when Sam asks, without losing his place", async ({
  enter,
}) => {
  const [leo, sam] = await Promise.all([enter("Leo Brandt"), enter("Sam Okafor")]);
  const tag = randomUUID();
  await openChat(leo, "harbor-coffee");
  await composer(leo).fill(`${tag} ${"A long story. ".repeat(400)} The end.`);
  await composer(leo).press("Enter");
  await openInInbox(sam, "Leo Brandt");
  await expect(said(sam, tag)).toBeVisible();
  await expect(said(sam, tag)).not.toContainText("The end.");
  const before = await said(sam, tag).boundingBox();
  await said(sam, tag).getByRole("button", { name: "Show all" }).click();
  await expect(said(sam, tag)).toContainText("The end.");
  expect((await said(sam, tag).boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
});

test("What people write is text: links of the web become links, markup and scripts do not", async ({
  enter,
}) => {
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  const tag = randomUUID();
  await say(maya, `${tag} <b>bold</b> https://harbor.example/menu?tag=${tag} javascript:alert(1)`);
  const bubble = said(maya, tag).last();
  await expect(bubble).toContainText("<b>bold</b>");
  const links = bubble.getByRole("link");
  await expect(links).toHaveCount(1);
  await expect(links).toHaveAttribute("href", `https://harbor.example/menu?tag=${tag}`);
  await expect(links).toHaveAttribute("rel", "noopener noreferrer nofollow ugc");
  await expect(links).toHaveAttribute("target", "_blank");
});

test("The newest message stays in view while the composer grows", async ({ enter }) => {
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  const text = `Last words ${randomUUID()}`;
  await say(maya, text);
  await expect(said(maya, text)).toBeInViewport({ ratio: 1 });
  await composer(maya).fill("one\ntwo\nthree\nfour\nfive\nsix");
  await expect(said(maya, text)).toBeInViewport({ ratio: 1 });
  await expect(async () => {
    const [line, field] = await Promise.all([said(maya, text).boundingBox(), composer(maya).boundingBox()]);
    expect((line?.y ?? 0) + (line?.height ?? 0)).toBeLessThan(field?.y ?? 0);
  }).toPass();
  await composer(maya).fill("");
});

test("Sam looks on without a word, and joining shows in the timeline for everybody", async ({ enter }) => {
  const visitor = await enter();
  await visitor.goto("/b/harbor-coffee?chat=open");
  const name = `Vera ${randomUUID().slice(0, 8)}`;
  await visitor.getByLabel("Your name").fill(name);
  await visitor.getByRole("button", { name: "Start chatting" }).click();
  await say(visitor, "Hello?");
  const sam = await enter("Sam Okafor");
  await openInInbox(sam, name);
  await expect(visitor.getByText("Sam Okafor is here")).toBeVisible();
  await expect(timeline(visitor).getByText("joined")).toHaveCount(0);
  await sam.getByRole("button", { name: "Join conversation" }).click();
  await expect(timeline(visitor).getByText("Sam Okafor joined")).toBeVisible();
  await expect(timeline(sam).getByText("You joined")).toBeVisible();
  await expect(sam.getByRole("button", { name: "Join conversation" })).toHaveCount(0);
});
