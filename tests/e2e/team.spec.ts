import { closeBusinesses, openBusiness } from "./admin-stage";
import { AxeBuilder } from "./axe";
import { query } from "./database";
import { tooWide } from "./fit";
import { newcomer } from "./newcomer";
import { mailsTo } from "./outbox";
import { type Enter, expect, test } from "./stage";

const PLAIN = { javaScriptEnabled: false, viewport: { width: 320, height: 700 } };

test.afterAll(closeBusinesses);

/** Owners of a business of their own, at the page of its team; the first by the browser that is asked for. */
async function owners(enter: Enter, options: Parameters<Enter>[1], ...names: string[]) {
  const business = await openBusiness();
  const pages = [];
  for (const name of names) {
    const page = await enter(undefined, options);
    const email = await newcomer(page, { name, path: "/settings/data" });
    await query(
      "insert into memberships (business_id, user_id, role) select $1, id, 'owner' from users where email = $2",
      [business.id, email],
    );
    pages.push(page);
  }
  const [page] = pages;
  if (!page) throw new Error("nobody there");
  await page.goto(`/inbox/settings/team?business=${business.slug}`);
  return { ...business, page };
}

test("An owner invites somebody by mail, who joins; takes them out, and back, without scripts", async ({
  enter,
}) => {
  const { page: nora, name } = await owners(enter, PLAIN, "Nora Berg");
  const vera = await enter(undefined, PLAIN);
  const email = await newcomer(vera, { name: "Vera Lund", path: "/settings/data" });
  await nora.getByLabel("E-mail address").fill("vera@nowhere");
  await nora.getByRole("button", { name: "Send the invitation" }).click();
  await expect(nora.getByText("That is not an e-mail address.")).toBeVisible();
  await expect(nora.getByLabel("E-mail address")).toHaveValue("vera@nowhere");
  await nora.getByLabel("E-mail address").fill(email);
  await nora.getByRole("button", { name: "Send the invitation" }).click();
  await expect(nora.getByText("The invitation is on its way.")).toBeVisible();
  await expect(nora.getByText(email)).toBeVisible();
  expect(await tooWide(nora)).toEqual([]);

  const [mail = ""] = await mailsTo(email, `invites you to the team of ${name}`);
  const link = /https?:\S+\/invitations\/[\w.-]+/.exec(mail)?.[0] ?? "";
  await vera.goto(new URL(link).pathname);
  expect(await tooWide(vera)).toEqual([]);
  await vera.getByRole("button", { name: "Join the team" }).click();
  await expect(vera).toHaveURL(/\/inbox/);

  await nora.reload();
  await nora.getByRole("button", { name: "Remove Vera Lund" }).click();
  await expect(nora.getByText("Vera Lund is a member no longer.")).toBeVisible();
  await nora.getByRole("button", { name: "Undo" }).click();
  await expect(nora.getByText("A member again.")).toBeVisible();
  await nora.getByRole("combobox", { name: "Role of Vera Lund" }).selectOption("owner");
  await nora.getByRole("button", { name: "Set the role of Vera Lund" }).click();
  await expect(nora.getByText("The role is set.")).toBeVisible();
  await expect(nora.getByRole("combobox", { name: "Role of Vera Lund" })).toHaveValue("owner");
});

test("The only owner is told why they stay; one of two steps back, by keys, and without barriers", async ({
  enter,
}) => {
  const { page: nora, id } = await owners(enter, {}, "Nora Berg", "Tove Dahl");
  expect((await new AxeBuilder({ page: nora }).analyze()).violations).toEqual([]);
  await nora.getByText("Step back").focus();
  await nora.keyboard.press("Enter");
  await nora.getByRole("combobox", { name: "Role of Nora Berg" }).selectOption("agent");
  await nora.getByRole("button", { name: "Set the role of Nora Berg" }).focus();
  await nora.keyboard.press("Enter");
  await expect(nora).toHaveURL(/\/inbox$/);
  await query(
    "update memberships set role = case role when 'owner' then 'agent' else 'owner' end where business_id = $1",
    [id],
  );
  await nora.goBack();
  await nora.reload();
  await expect(nora.getByText("You are the only owner.")).toBeVisible();
  await expect(nora.getByRole("button", { name: "Remove Nora Berg" })).toHaveCount(0);
  const [agent] = await query(
    "select u.email from users u join memberships m on m.user_id = u.id where m.business_id = $1 and m.role = 'agent'",
    [id],
  );
  const email = String(agent?.email);
  await nora.getByLabel("E-mail address").fill(email);
  await nora.keyboard.press("Enter");
  await expect(nora.getByText("They are a member already.")).toBeVisible();
  await expect(nora.getByLabel("E-mail address")).toHaveValue(email);
});
