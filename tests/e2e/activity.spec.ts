import type { Page } from "@playwright/test";
import { AxeBuilder } from "./axe";
import { composer, writeAsGuest } from "./conversation";
import { expect, test } from "./stage";

// Three people, one after the other.
test.slow();

const desktop = { viewport: { width: 1440, height: 900 } };
const inList = (page: Page, name: string) =>
  page.getByRole("region", { name: "Conversations" }).getByRole("link", { name });

test("Sam sees in his list who has a conversation in sight and who types in it, for as long as they do", async ({
  enter,
}) => {
  const vera = await enter();
  const told: string[] = [];
  vera.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => void told.push(String(payload))),
  );
  const name = await writeAsGuest(vera, "Do you have decaf?");

  const [sam, ines] = [await enter("Sam Okafor", desktop), await enter("Ines Moreau", desktop)];
  await sam.goto("/inbox");
  const line = inList(sam, name);
  await expect(line).toContainText("Do you have decaf?");
  await expect(line).not.toContainText("is here");

  await ines.goto("/inbox");
  await inList(ines, name).click();
  await expect(composer(ines)).toBeVisible();
  await expect(line).toContainText("Ines Moreau is here");
  // Of oneself one knows.
  await expect(inList(ines, name)).not.toContainText("is here");

  // Nothing is asked of the site while somebody types.
  await sam.waitForLoadState("networkidle");
  const asked: string[] = [];
  sam.on("request", (request) => request.method() === "POST" && asked.push(request.url()));
  await composer(vera).pressSequentially("Or tea");
  await expect(line).toContainText("Vera is typing…");
  await expect(line).not.toContainText("Do you have decaf?");
  await expect(line).toContainText("Ines Moreau is here");
  await composer(vera).fill("");
  await expect(line).toContainText("Do you have decaf?", { timeout: 15_000 });
  expect(asked).toEqual([]);

  await composer(ines).pressSequentially("We d");
  await expect(line).toContainText("Ines is typing…");
  await composer(vera).pressSequentially("Or tea?");
  await expect(line).toContainText(/Ines and Vera are typing…|Vera and Ines are typing…/);
  expect((await new AxeBuilder({ page: sam }).include("#list").analyze()).violations).toEqual([]);
  await composer(vera).press("Enter");
  await expect(line).not.toContainText(/Vera (is|and)/);
  await composer(ines).fill("");
  await expect(line).toContainText("Or tea?", { timeout: 15_000 });

  // Who comes to the inbox later sees it, too.
  await sam.reload();
  await expect(line).toContainText("Ines Moreau is here");
  await ines.close();
  await expect(line).not.toContainText("is here");
  expect(told.some((frame) => frame.includes("user:typing"))).toBe(true);
  expect(told.filter((frame) => frame.includes('"activity"'))).toEqual([]);
});
