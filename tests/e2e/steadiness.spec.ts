import { randomUUID } from "node:crypto";
import { BUDGETS } from "../budgets/budgets";
import { scrollBack } from "../budgets/scroll-back";
import { ARCHIVE, MAYA } from "../scenes/backdrop";
import { composer, said, say, timeline } from "./conversation";
import { expect, type Person, test } from "./stage";
import { shiftsOf, watchForShifts } from "./steadiness";

const places: { path: string; as?: Person }[] = [
  { path: "/" },
  { path: "/b/harbor-coffee" },
  { path: "/b/harbor-coffee?chat=open", as: "Maya Fernandes" },
  { path: `/chats/${MAYA}`, as: "Maya Fernandes" },
  { path: "/inbox", as: "Sam Okafor" },
  { path: `/inbox/${MAYA}`, as: "Sam Okafor" },
];

for (const { path, as } of places) {
  for (const width of [390, 1440]) {
    test(`Nothing moves by itself while ${path} loads, ${width} pixels wide`, async ({ enter }) => {
      const page = await enter(as, { viewport: { width, height: 900 } });
      await watchForShifts(page);
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      expect(await shiftsOf(page)).toEqual([]);
    });
  }
}

test("What Maya looks at stays where it is while Sam comes, types and writes", async ({ enter }) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await watchForShifts(maya);
  await maya.goto(`/chats/${MAYA}`);
  await expect(timeline(maya)).toBeVisible();
  await sam.goto(`/inbox/${MAYA}`);
  await expect(maya.getByText("Sam Okafor is here")).toBeVisible();
  await composer(sam).pressSequentially("One moment");
  await expect(maya.getByText("Sam Okafor is typing…")).toBeVisible();
  const text = `Here I am ${randomUUID()}`;
  await say(sam, text);
  await expect(said(maya, text)).toBeVisible();
  await expect(maya.getByText("Sam Okafor is typing…")).toHaveCount(0);
  expect(await shiftsOf(maya)).toEqual([]);
});

test("However far back Sam reads, the page holds no more than what is near", async ({ enter }) => {
  const page = await enter("Sam Okafor");
  await page.goto(`/inbox/${ARCHIVE}`);
  await expect(timeline(page).getByRole("article").last()).toBeVisible();
  const { nodes } = await scrollBack(timeline(page), { stepPx: 600, untilText: "Message 95" });
  expect(nodes).toBeLessThan(BUDGETS["DOM nodes of a timeline"].most);
});
