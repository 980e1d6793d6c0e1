import { AxeBuilder } from "./axe";
import { openChat, openInInbox } from "./conversation";
import { expect, test } from "./stage";

test("Maya has a conversation be silent, sees it kept, and takes it back", async ({ enter }) => {
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  const bell = maya.getByRole("button", { name: "Notifications", exact: true });
  await bell.focus();
  await maya.keyboard.press("Enter");
  const choice = (name: string) => maya.getByRole("menuitemradio", { name });
  await expect(choice("All messages")).toBeChecked();
  await expect(maya.getByRole("menuitemradio")).toHaveCount(2);
  expect((await new AxeBuilder({ page: maya }).include("[role=menu]").analyze()).violations).toEqual([]);
  await choice("None").click();
  await expect(maya.getByText("You are told of nothing here any more.")).toBeVisible();
  await openChat(maya, "harbor-coffee");
  await bell.click();
  await expect(choice("None")).toBeChecked();
  await choice("All messages").click();
  await maya.getByRole("button", { name: "Undo" }).click();
  await expect(maya.getByText("You are told of nothing here any more.")).toBeVisible();
  await bell.click();
  await expect(choice("None")).toBeChecked();
  await choice("All messages").click();
  await expect(maya.getByText("You are told of all messages here.")).toBeVisible();
});

test("Sam chooses beside the customer, also where room is short", async ({ enter }) => {
  const sam = await enter("Sam Okafor");
  await sam.setViewportSize({ width: 1440, height: 900 });
  await openInInbox(sam, "Maya Fernandes");
  await sam.getByRole("button", { name: "Notifications", exact: true }).click();
  await expect(sam.getByRole("menuitemradio")).toHaveCount(4);
  await sam.getByRole("menuitemradio", { name: "Only where I am mentioned" }).click();
  await expect(sam.getByText("You are told only where you are mentioned.")).toBeVisible();
  await sam.setViewportSize({ width: 390, height: 844 });
  await sam.locator("[data-customer]").click();
  const sheet = sam.getByRole("dialog");
  await sheet.getByRole("button", { name: "Notifications", exact: true }).click();
  await expect(sam.getByRole("menuitemradio", { name: "Only where I am mentioned" })).toBeChecked();
  await sam.getByRole("menuitemradio", { name: "As usual: mine, and what is nobody’s" }).click();
  await expect(sam.getByText("You are told as usual here.")).toBeVisible();
});
