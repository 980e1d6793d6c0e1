import { randomUUID } from "node:crypto";
import { composer, openChat, said, say } from "./conversation";
import { expect, test } from "./stage";

test("A visitor starts with a name, writes, and keeps the conversation on registering", async ({ enter }) => {
  const page = await enter();
  await page.goto("/b/harbor-coffee");
  await page.getByRole("button", { name: "Message Harbor Coffee" }).click();
  await page.getByLabel("Your name").fill("Tomas");
  await page.getByRole("button", { name: "Start chatting" }).click();
  await expect(composer(page)).toBeFocused();
  const text = `Do you grind for espresso? ${randomUUID()}`;
  await say(page, text);
  await expect(said(page, text)).toContainText(/Sent|Delivered|Read/);

  await page.getByRole("button", { name: "Account of Tomas" }).click();
  await page.getByRole("link", { name: "Register" }).click();
  await expect(page.getByText("You are here as the guest Tomas")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Tomas");
  await page.getByLabel("E-mail").fill(`tomas.${randomUUID()}@example.com`);
  await page.getByLabel("Password", { exact: true }).fill("a long enough sentence");
  await page.getByRole("button", { name: "Register" }).click();
  await page.waitForURL("/chats");
  await page.getByRole("link", { name: "Harbor Coffee" }).click();
  await expect(said(page, text)).toHaveCount(1);
});

test("A wrong password says what to do, and keeps the address", async ({ enter, expectComplaint }) => {
  expectComplaint(/401/);
  const page = await enter();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("maya@example.com");
  await page.getByLabel("Password", { exact: true }).fill("not it");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Check both" })).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("maya@example.com");
  await expect(page).toHaveURL("/sign-in");
});

test("Registering an address that is taken says so", async ({ enter }) => {
  const page = await enter();
  await page.goto("/register");
  await page.getByLabel("Name").fill("Maya");
  await page.getByLabel("E-mail").fill("maya@example.com");
  await page.getByLabel("Password", { exact: true }).fill("a long enough sentence");
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "There is an account" })).toBeVisible();
});

test("Signing in leads to where Maya wanted to go, and never to another site", async ({ enter }) => {
  const page = await enter();
  await page.goto("/chats");
  await expect(page).toHaveURL("/sign-in?next=%2Fchats");
  await page.getByRole("button", { name: "Maya Fernandes" }).click();
  await page.waitForURL("/chats");
  await page.getByRole("button", { name: "Account of Maya Fernandes" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto("/sign-in?next=//elsewhere.example");
  await page.getByRole("button", { name: "Maya Fernandes" }).click();
  await page.waitForURL("/");
});

test("Sam gets the way to the inbox on his own business's page, Maya is not let into it", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/403/);
  const [sam, maya] = await Promise.all([enter("Sam Okafor"), enter("Maya Fernandes")]);
  await sam.goto("/b/harbor-coffee");
  await sam.getByRole("link", { name: "Open the inbox" }).click();
  await expect(sam.getByRole("heading", { name: "Inbox" })).toBeVisible();
  const answer = await maya.goto("/inbox");
  expect(answer?.status()).toBe(403);
  await expect(maya.getByRole("heading", { name: "This is not open to you" })).toBeVisible();
});

test("A conversation of others is not there for Leo", async ({ enter, expectComplaint }) => {
  expectComplaint(/404/);
  const [maya, leo] = await Promise.all([enter("Maya Fernandes"), enter("Leo Brandt")]);
  await openChat(maya, "harbor-coffee");
  await maya.goto("/chats");
  await maya.getByRole("link", { name: "Harbor Coffee" }).click();
  await expect(composer(maya)).toBeVisible();
  const answer = await leo.goto(maya.url());
  expect(answer?.status()).toBe(404);
  await expect(leo.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
});
