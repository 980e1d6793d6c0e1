import { sections } from "../../app/admin/sections";
import { closeBusinesses, employ, openBusiness, talkWith } from "./admin-stage";
import { said, say, watchForReload } from "./conversation";
import { newcomer, signIn } from "./newcomer";
import { expect, test } from "./stage";

const PLAIN = { javaScriptEnabled: false };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** Twice its pause, at most (`lib/client/room-socket.ts`). */
const ASKED_AGAIN_WITHIN_MS = 60_000;

test.afterAll(closeBusinesses);

test("Admins get from their menu to all that is theirs, without scripts as with them", async ({ enter }) => {
  for (const options of [{}, PLAIN]) {
    const page = await enter("Robin Vale", options);
    await page.getByRole("button", { name: "Account of Robin Vale" }).click();
    await page.getByRole("link", { name: "Administration" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Administration" })).toBeVisible();
    const nav = page.getByRole("navigation", { name: "Administration" });
    for (const { href } of sections.toReversed()) {
      await nav.locator(`[href="${href}"]`).click();
      await expect(page).toHaveURL(href);
      await expect(nav.locator("[aria-current=page]")).toHaveAttribute("href", href);
    }
  }
});

for (const { href } of sections) {
  test(`[S10] ${href} is to everybody else what is not there`, async ({ enter, expectComplaint }) => {
    expectComplaint(/404/);
    for (const person of ["Nora Lindqvist", "Maya Fernandes"] as const) {
      const page = await enter(person);
      const told: unknown[] = [];
      for (const path of [href, "/admin/nothing-of-the-kind"]) {
        const response = await page.goto(path);
        // What is unread is counted before it.
        const title = (await page.title()).replace(/^\(\d+\) /, "");
        told.push([response?.status(), title, await page.getByRole("main").innerText()]);
      }
      expect(told[0]).toEqual(told[1]);
      expect(told[0]).toEqual([404, "Not found · ServiHub", expect.any(String)]);
      await page.getByRole("button", { name: /^Account of/ }).click();
      await expect(page.getByRole("link", { name: "Administration" })).toHaveCount(0);
    }
  });
}

test("Who is signed out is led to the sign-in, and from there to where they wanted", async ({ enter }) => {
  const page = await enter(undefined);
  await page.goto("/admin/businesses");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fadmin%2Fbusinesses$/);
  await page.getByRole("button", { name: "Robin Vale" }).click();
  await expect(page).toHaveURL("/admin/businesses");
  await page.getByRole("searchbox", { name: "Search businesses" }).fill("harb");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("main").getByRole("link")).toHaveText([/^Harbor Coffee/]);
});

test("[G9] A person who is suspended is out at once, is told why they cannot sign in, and comes back", async ({
  enter,
  expectComplaint,
}) => {
  // Signing in is refused.
  expectComplaint(/401/);
  const otto = await enter();
  const email = await newcomer(otto, { name: "Otto 12345678", path: "/settings" });

  const admin = await enter("Robin Vale", PHONE);
  await admin.goto("/admin/users");
  await admin.getByRole("searchbox").fill(email);
  await admin.getByRole("button", { name: "Show" }).click();
  await admin.getByRole("main").getByRole("listitem").getByRole("link").click();
  await expect(admin.getByRole("heading", { level: 1, name: "Otto 12345678" })).toBeVisible();
  // A reason that nobody can read is none; what was typed is kept.
  await admin.getByLabel("Reason").fill("\u202Espam");
  await admin.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(admin.getByRole("main").getByRole("alert")).toContainText("Give a reason");
  await admin.getByLabel("Reason").fill("Sends the same to everybody");
  await admin.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(admin.getByRole("main").getByRole("status")).toContainText("Suspended");
  await expect(admin.getByText("Sends the same to everybody")).toBeVisible();

  await otto.reload();
  await expect(otto).toHaveURL(/\/sign-in\?next=%2Fsettings$/);
  await signIn(otto, { email, path: "/settings" });
  await expect(otto.getByRole("main").getByRole("alert")).toContainText("This account is suspended.");

  await admin.getByRole("button", { name: "Restore" }).click();
  await expect(admin.getByRole("main").getByRole("status")).toContainText("Restored");
  await signIn(otto, { email, path: "/settings" });
  await expect(otto).toHaveURL(/\/settings$/);

  await admin.reload();
  await admin.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(admin.getByText("Signed in nowhere.")).toBeVisible();
  await otto.reload();
  await expect(otto).toHaveURL(/\/sign-in/);
});

test("[G9] A business that is suspended says so to whoever comes, and is back as it was", async ({
  enter,
  expectComplaint,
}) => {
  // What the open page asks for meanwhile is refused.
  expectComplaint(/40[49]|WebSocket/);
  const { id, slug, name } = await openBusiness();
  const [customer, open] = [await enter("Maya Fernandes"), await enter("Maya Fernandes")];
  const conversation = await talkWith(id, "Maya Fernandes");
  await open.clock.install();
  await open.goto(`/chats/${conversation}`);
  await expect(open.getByRole("log")).toBeVisible();
  const wasNotReloaded = await watchForReload(open);

  const admin = await enter("Robin Vale", PLAIN);
  // Their chats lead those without scripts on by themselves.
  await admin.waitForURL("/plain");
  await admin.goto(`/admin/businesses/${id}`);
  await admin.getByLabel("Reason").fill("Complaints");
  await admin.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(admin.getByRole("main").getByRole("status")).toContainText("It is closed to everybody.");
  await expect(open.getByText("This conversation cannot be opened any more.")).toBeVisible();
  const closed = { level: 1, name: `${name} is not available at present` };
  for (const path of [`/chats/${conversation}`, `/plain/${conversation}`, `/b/${slug}`, `/b/${slug}/news`]) {
    await customer.goto(path);
    await expect(customer.getByRole("heading", closed)).toBeVisible();
  }

  await admin.getByRole("button", { name: "Restore" }).click();
  await expect(admin.getByRole("main").getByRole("status")).toContainText("Restored");
  await customer.reload();
  await expect(customer.getByRole("heading", { level: 1, name })).toBeVisible();
  // The page that was open all the time asks again by itself, and goes on where it was.
  await open.clock.fastForward(ASKED_AGAIN_WITHIN_MS);
  await expect(open.getByText("This conversation cannot be opened any more.")).toHaveCount(0);
  await say(open, "There you are again");
  await expect(said(open, "There you are again")).toContainText("Sent");
  await wasNotReloaded();
});

test("A member gets another role, is taken out, and taken back, by keys alone", async ({ enter }) => {
  const { id } = await openBusiness();
  await employ(id, "Ines Moreau", "agent");
  await employ(id, "Sam Okafor", "owner");
  const admin = await enter("Robin Vale");
  await admin.goto(`/admin/businesses/${id}`);
  const press = async (name: string) => {
    await admin.getByRole("button", { name, exact: true }).focus();
    await admin.keyboard.press("Enter");
  };
  await press("Remove Sam Okafor");
  await expect(admin.getByRole("main").getByRole("alert")).toContainText(
    "Make another member an owner first.",
  );
  await admin.getByRole("combobox", { name: "Role of Ines Moreau" }).focus();
  await admin.keyboard.press("End");
  await press("Set the role of Ines Moreau");
  await expect(admin.getByRole("main").getByRole("status")).toContainText("The role is set.");
  await press("Remove Sam Okafor");
  await expect(admin.getByText("Sam Okafor is a member no longer.")).toBeVisible();
  await press("Undo");
  await expect(admin.getByRole("main").getByRole("status")).toContainText("A member now.");
  await expect(admin.getByRole("combobox", { name: "Role of Sam Okafor" })).toHaveValue("owner");
});
