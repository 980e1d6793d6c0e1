import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { AxeBuilder } from "./axe";
import { query } from "./database";
import { picture } from "./files";
import { expect, test } from "./stage";

const NEWS = "/b/fern-and-clay/news";

/** Has Fern & Clay tell everybody something, as the ledger stores it; gives back the post's id. */
async function tell(body: string, topicId: string | null = null): Promise<string> {
  const id = randomUUID();
  await query(
    `with place as (
       update conversations c set last_seq = last_seq + 1, rev = rev + 1, last_message_at = now()
       from businesses b where b.id = c.business_id and b.slug = 'fern-and-clay' and c.kind = 'broadcast' returning c.*),
     said as (
       insert into messages (id, conversation_id, business_id, seq, rev, sender_role, sender_name, body)
       select $1, id, business_id, last_seq, rev, 'owner', 'Ruth Adeyemi', $2 from place)
     insert into posts (id, business_id, topic_id, state, publish_at, asked_at)
     select $1, business_id, $3, 'published', now(), now() from place`,
    [id, body, topicId],
  );
  return id;
}

/** Has it told by the site itself, as what was planned for now; with files its owner uploaded. */
async function plan(body: string, slug = "fern-and-clay", files: string[] = []): Promise<string> {
  const id = randomUUID();
  await query(
    `insert into posts (id, business_id, author_id, body, attachment_ids, state, publish_at)
     select $1, b.id, m.user_id, $2, $4::uuid[], 'planned', now()
     from businesses b join memberships m on m.business_id = b.id and m.role = 'owner' where b.slug = $3 limit 1`,
    [id, body, slug, files],
  );
  return id;
}

const post = (page: Page, text: string) => page.getByRole("article").filter({ hasText: text });

test("The profile leads to the news, a post to an address of its own, and both are readable without an account", async ({
  enter,
}) => {
  const tag = randomUUID().slice(0, 8);
  const id = await tell(`**Glaze** of the week ${tag}: a _very_ deep green\n\n- mugs\n- bowls`);
  const page = await enter();
  const teaser = page.getByRole("region", { name: "Latest news" });
  await expect(async () => {
    await page.goto("/b/fern-and-clay");
    await expect(teaser).toContainText(`Glaze of the week ${tag}`, { timeout: 1_000 });
  }).toPass();
  await teaser.getByRole("link", { name: "All news" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "News from Fern & Clay" })).toBeVisible();
  const told = post(page, tag);
  await expect(told.locator("strong")).toHaveText("Glaze");
  await expect(told.getByRole("listitem").filter({ hasText: "mugs" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await told.getByRole("link").first().click();
  await expect(page).toHaveURL(`${NEWS}/${id}`);
  await expect(page).toHaveTitle(new RegExp(`^Glaze of the week ${tag}.* · Fern & Clay · ServiHub$`));
  await expect(page.locator("meta[property='og:description']")).toHaveAttribute("content", /mugs/);
  const card = await page.locator("meta[property='og:image']").getAttribute("content");
  const drawn = await page.request.get(new URL(card ?? "").pathname);
  expect([drawn.status(), drawn.headers()["content-type"], drawn.headers()["cache-control"]]).toEqual([
    ...[200, "image/png", "public, max-age=0, s-maxage=5"],
  ]);
  await expect(page.locator("link[type='application/atom+xml']")).toHaveAttribute(
    "href",
    /\/b\/fern-and-clay\/news\/feed\.xml$/,
  );
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test("Older posts come when they are asked for, with a script and without one", async ({ enter }) => {
  const tag = randomUUID().slice(0, 8);
  for (let n = 1; n <= 21; n += 1) await tell(`${tag} pot ${n}.`);
  const page = await enter();
  await expect(async () => {
    await page.goto(NEWS);
    await expect(page.getByRole("article").first()).toContainText(`${tag} pot 21.`, { timeout: 1_000 });
  }).toPass();
  await expect(post(page, `${tag} pot 1.`)).toHaveCount(0);
  await page.getByRole("link", { name: "Show older posts" }).click();
  await expect(post(page, `${tag} pot 1.`)).toHaveCount(1);
  await expect(page.getByRole("article").first()).toContainText(`${tag} pot 21.`);

  const plain = await enter(undefined, { javaScriptEnabled: false });
  await plain.goto(NEWS);
  await plain.getByRole("link", { name: "Show older posts" }).click();
  await expect(post(plain, `${tag} pot 1.`)).toHaveCount(1);
  await plain.getByRole("link", { name: "Back to the newest" }).click();
  await expect(post(plain, `${tag} pot 21.`)).toHaveCount(1);
});

test("Topics show their own posts alone", async ({ enter }) => {
  const page = await enter();
  await page.goto("/b/harbor-coffee/news");
  await expect(post(page, "oat milk")).toHaveCount(1);
  await page.getByRole("navigation", { name: "Topics" }).getByRole("link", { name: "Opening hours" }).click();
  await expect(post(page, "roaster gets a new drum")).toHaveCount(1);
  await expect(post(page, "oat milk")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Opening hours" })).toHaveAttribute("aria-current", "page");
});

test("What is edited is right everywhere within 10 s, and what is taken back is not there", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/status of 404/);
  const tag = randomUUID().slice(0, 8);
  const id = await tell(`Open until 5 ${tag}`);
  const { request } = await enter();
  const places = ["/b/fern-and-clay", NEWS, `${NEWS}/${id}`, `${NEWS}/feed.xml`];
  const text = async (place: string) => (await request.get(place)).text();
  for (const place of places) await expect.poll(() => text(place)).toContain(`Open until 5 ${tag}`);
  await query("update messages set body = $2, edited_at = now(), rev = rev + 1 where id = $1", [
    id,
    `Open until 6 ${tag}`,
  ]);
  const editedMs = Date.now();
  for (const place of places) await expect.poll(() => text(place)).toContain(`Open until 6 ${tag}`);
  expect(Date.now() - editedMs).toBeLessThan(10_000);
  await query("update messages set deleted_at = now(), rev = rev + 1 where id = $1", [id]);
  for (const place of places) await expect.poll(() => text(place)).not.toContain(tag);
  for (const missing of [id, randomUUID(), "feed", `${id}/files/${randomUUID()}`])
    expect([missing, (await request.get(`${NEWS}/${missing}`)).status()]).toEqual([missing, 404]);
  expect((await request.get("/b/nobody/news/feed.xml")).status()).toBe(404);
});

test("Whoever reads sees new posts, edits and what is taken back without a reload, and nothing moves under them", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket/);
  const tag = randomUUID().slice(0, 8);
  const id = await tell(`Wheel is free ${tag}`);
  const [page, maya] = await Promise.all([enter(), enter("Maya Fernandes")]);
  const frames: string[] = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(String(payload))));
  await expect(async () => {
    await page.goto(NEWS);
    await expect(post(page, `Wheel is free ${tag}`)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect.poll(() => frames.join()).toContain("welcome");
  const place = () => post(page, tag).last().boundingBox();
  const before = await place();

  await plan(`Kiln opens ${tag}`);
  const show = page.getByRole("button", { name: "Show 1 new post" });
  await expect(show).toBeVisible();
  expect(await place()).toEqual(before);
  await expect(post(page, `Kiln opens ${tag}`)).toHaveCount(0);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await show.press("Enter");
  await expect(post(page, `Kiln opens ${tag}`)).toBeFocused();
  await expect(show).toHaveCount(0);

  await query("update messages set body = $2, edited_at = now() where id = $1", [
    id,
    `Wheel is taken ${tag}`,
  ]);
  await maya.goto(`${NEWS}/${id}`);
  await maya.getByRole("button", { name: "React", exact: true }).click();
  await maya.getByRole("button", { name: "React with 🎉" }).click();
  await expect(maya.getByRole("button", { name: "🎉, 1 person" })).toHaveAttribute("aria-pressed", "true");
  const told = post(page, `Wheel is taken ${tag}`);
  await expect(told).toContainText("Edited");
  await expect(told.getByRole("list", { name: "Reactions" })).toContainText("🎉, 1 person");
  await expect(told.getByRole("link", { name: "Sign in to react" })).toBeVisible();

  await maya.reload();
  await maya.getByRole("button", { name: "🎉, 1 person" }).click();
  await expect(maya.getByRole("button", { name: /🎉, / })).toHaveCount(0);
  await expect(told.getByRole("list", { name: "Reactions" })).toHaveCount(0);
  const [{ id: mayaId } = {}] = await query("select id from users where email = 'maya@example.com'");
  expect(mayaId).toBeTruthy();
  // A relay says the same to all, and nothing of any of them.
  for (const whose of [String(mayaId), "Maya"]) expect(frames.join()).not.toContain(whose);

  await page.context().setOffline(true);
  await query("update messages set deleted_at = now() where id = $1", [id]);
  await page.context().setOffline(false);
  await expect(page.getByText("This post was taken back.")).toBeVisible();
  await expect(told).toHaveCount(0);
});

test("What a follower has seen is marked, theirs alone, and nothing of it before they see it", async ({
  enter,
}) => {
  const tag = randomUUID().slice(0, 8);
  const page = await enter("Leo Brandt", { viewport: { width: 390, height: 844 } });
  await query(
    `insert into readers (business_id, user_id) select b.id, u.id from businesses b, users u
     where b.slug = 'fern-and-clay' and u.email in ('leo@example.com', 'maya@example.com')
     on conflict (business_id, user_id) do update set read_seq = 0, read_rev = 0`,
  );
  const seqOf = async (id: string) => {
    const [row] = await query("select seq from messages where id = $1", [id]);
    return Number(row?.seq);
  };
  const read = async (email: string) => {
    const [row] = await query(
      `select read_seq from readers r join users u on u.id = r.user_id join businesses b on b.id = r.business_id
       where u.email = $1 and b.slug = 'fern-and-clay'`,
      [email],
    );
    return Number(row?.read_seq);
  };
  const id = await tell(`Glaze of the week ${tag}`);
  await expect(async () => {
    await page.goto(NEWS);
    await expect(post(page, tag)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect.poll(() => read("leo@example.com")).toBe(await seqOf(id));
  const next = await plan(`And a blue one ${tag}`);
  const show = page.getByRole("button", { name: "Show 1 new post" });
  await expect(show).toBeVisible();
  expect(await read("leo@example.com")).toBe(await seqOf(id));
  await show.click();
  await expect.poll(() => read("leo@example.com")).toBe(await seqOf(next));
  expect(await read("maya@example.com")).toBe(0);
});

test("A picture of a post is seen by anybody, one after the other, and no longer once it is taken back", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/status of 404/);
  const tag = randomUUID().slice(0, 8);
  const nora = await enter("Nora Lindqvist");
  const [{ id: conversationId } = {}] = await query(
    `select c.id from conversations c join businesses b on b.id = c.business_id
     where b.slug = 'harbor-coffee' and c.kind = 'broadcast'`,
  );
  const files = await Promise.all(
    ["beans.jpg", "cups.jpg"].map(async (name) => {
      const asked = { conversationId: String(conversationId), id: randomUUID(), name };
      const { buffer } = await picture(name);
      const address = `/api/attachments?${new URLSearchParams(asked)}`;
      const answer = await nora.request.post(address, { data: buffer, headers: { origin: originOf(nora) } });
      expect(answer.ok(), await answer.text()).toBe(true);
      return asked.id;
    }),
  );
  const id = await plan(`Tasting ${tag}`, "harbor-coffee", files);
  const page = await enter();
  await expect(async () => {
    await page.goto("/b/harbor-coffee/news");
    await expect(post(page, tag)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const first = post(page, tag).getByRole("link", { name: "Look at beans.jpg" });
  await expect
    .poll(() => first.locator("img").evaluate((each: HTMLImageElement) => each.naturalWidth))
    .toBe(640);
  await first.press("Enter");
  const gallery = page.getByRole("dialog", { name: "Pictures" });
  await expect(gallery.locator(".yarl__slide_current img")).toHaveAttribute("alt", "beans.jpg");
  await page.keyboard.press("Escape");
  await expect(gallery).toBeHidden();
  const file = (await first.getAttribute("href")) ?? "";
  const stranger = await enter();
  expect((await stranger.request.get(file)).status()).toBe(200);
  expect((await stranger.request.get(`/api/attachments/${files[0]}`)).status()).toBe(401);
  await query("update messages set deleted_at = now() where id = $1", [id]);
  expect((await stranger.request.get(file)).status()).toBe(404);
  // Other tests look at what is new there.
  const profile = async () => (await stranger.request.get("/b/harbor-coffee")).text();
  await expect.poll(profile).not.toContain(tag);
});

function originOf(page: Page): string {
  return new URL(page.url()).origin;
}

/** Has a post say something else, as the ledger stores it. */
async function mend(id: string, body: string): Promise<void> {
  await query(
    `with place as (
       update conversations c set rev = c.rev + 1 from messages m where m.id = $1 and c.id = m.conversation_id
       returning c.rev),
     kept as (
       insert into message_revisions (message_id, rev, body, edited_by)
       select m.id, place.rev, m.body, gen_random_uuid() from messages m, place where m.id = $1)
     update messages m set body = $2, rev = place.rev, edited_at = now() from place where m.id = $1`,
    [id, body],
  );
}

test("A correction follows who read what it corrects, once; who reads it first sees only what is right", async ({
  enter,
}) => {
  const tag = randomUUID().slice(0, 8);
  const id = await tell(`The kiln ${tag} opens on Saturday at four.`);
  const [maya, stranger] = await Promise.all([enter("Maya Fernandes"), enter("Aiko Tanaka")]);
  await query(
    `insert into readers (business_id, user_id, read_seq, read_rev)
     select c.business_id, u.id, c.last_seq, c.rev from conversations c join businesses b on b.id = c.business_id, users u
     where c.kind = 'broadcast' and b.slug = 'fern-and-clay' and u.email = 'maya@example.com'
     on conflict (business_id, user_id) do update set read_seq = excluded.read_seq, read_rev = excluded.read_rev`,
  );
  await mend(id, `The kiln ${tag} opens on Sunday at four.`);
  await maya.goto(NEWS);
  const told = maya.getByRole("region", { name: /since you read/ });
  await expect(told.locator("del").filter({ hasText: "Saturday" })).toBeVisible();
  await expect(told.locator("ins").filter({ hasText: "Sunday" })).toBeVisible();
  expect((await new AxeBuilder({ page: maya }).analyze()).violations).toEqual([]);
  await stranger.goto(NEWS);
  await expect(post(stranger, `The kiln ${tag} opens on Sunday`)).toBeVisible();
  await expect(stranger.getByRole("region", { name: /since you read/ })).toHaveCount(0);

  // Told once: whoever had it in sight is told no more.
  await expect(async () => {
    await maya.reload();
    await expect(post(maya, `The kiln ${tag}`)).toBeVisible();
    await expect(told).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
});
