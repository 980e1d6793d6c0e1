import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import pg from "pg";
import { timeline, toLatest } from "./conversation";
import { NASTY, TWISTED } from "./nasty";
import { type Enter, expect, test } from "./stage";

test("[S21] what people write never runs, whatever it is and wherever it is shown", async ({ enter }) => {
  const cast = await castOf(NASTY);
  try {
    for (const { page, path } of await views(enter, cast)) {
      await watch(page);
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      expect(await injected(page), path).toEqual([]);
    }
  } finally {
    await cast.strike();
  }
});

test("[S21] a nasty text is shown as it was written, and stays so when it is answered", async ({ enter }) => {
  const cast = await castOf(NASTY);
  try {
    const sam = await enter("Sam Okafor");
    await watch(sam);
    await sam.goto(`/inbox/${cast.conversationId}`);
    await toLatest(sam);
    const last = timeline(sam).getByRole("article").last();
    await expect(last).toContainText(NASTY.at(-1) ?? "");
    await last.hover();
    await last.getByRole("button", { name: /^What to do with/ }).click();
    await sam.getByRole("dialog").getByRole("button", { name: "Reply", exact: true }).click();
    await sam.getByRole("textbox", { name: /^Message to/ }).fill(NASTY[2] ?? "");
    await sam.keyboard.press("Enter");
    await expect(timeline(sam).getByRole("article").last()).toContainText(NASTY[2] ?? "");
    expect(await injected(sam)).toEqual([]);
  } finally {
    await cast.strike();
  }
});

test("[S27] a text that turns around or piles up changes nothing beside it", async ({ enter }) => {
  const cast = await castOf(TWISTED);
  try {
    for (const { page, path } of await views(enter, cast)) {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      expect(await unconfined(page), path).toEqual([]);
      if (path.endsWith(cast.conversationId)) {
        await expect(timeline(page)).toContainText("algo");
        expect(await timeline(page).innerText()).not.toMatch(/\p{M}{9}/u);
      }
    }
  } finally {
    await cast.strike();
  }
});

interface Cast {
  conversationId: string;
  slug: string;
  /** Takes all of it away again: other tests count what is in the lists. */
  strike: () => Promise<void>;
}

/** Everything people write, as these texts: put there past the doors that would not take them. */
async function castOf(texts: string[]): Promise<Cast> {
  const client = new pg.Client(process.env.E2E_DATABASE_URL);
  await client.connect();
  const tag = randomUUID();
  const { rows } = await client.query(
    `select businesses.id, users.id as sam from businesses, users
     where businesses.slug = 'harbor-coffee' and users.name = 'Sam Okafor'`,
  );
  const [{ id: harbor, sam }] = rows;
  const people = texts.map((name) => ({ id: randomUUID(), conversation: randomUUID(), name }));
  const [first] = people;
  if (!first) throw new Error("there are texts");
  for (const { id, conversation, name } of people) {
    await client.query("insert into users (id, name) values ($1, $2)", [id, name]);
    await client.query(
      `insert into conversations (id, business_id, customer_id, last_seq, rev, last_message_at, last_preview,
         last_sender_id, last_sender_role, last_sender_name)
       values ($1, $2, $3, 1, 1, now(), $4, $3, 'customer', $4)`,
      [conversation, harbor, id, name],
    );
    await client.query(
      "insert into participants (conversation_id, user_id, role) values ($1, $2, 'customer'), ($1, $3, 'agent')",
      [conversation, id, sam],
    );
    const bodies = conversation === first.conversation ? texts : [name];
    await client.query("update conversations set last_seq = $2, rev = $2 where id = $1", [
      conversation,
      bodies.length,
    ]);
    await client.query(
      `insert into messages (id, conversation_id, business_id, seq, rev, sender_id, sender_role, sender_name, body)
       select gen_random_uuid(), c.id, c.business_id, at, at, $2, 'customer', $3, body
       from conversations c, unnest($4::text[]) with ordinality as line(body, at) where c.id = $1`,
      [conversation, id, name, bodies],
    );
  }
  const slug = `nasty-${tag}`;
  await client.query(
    "insert into businesses (id, slug, name, category, tagline, about) values ($1, $2, $3, $4, $5, $6)",
    [tag, slug, texts[0], texts[1], texts[2], texts.join("\n")],
  );
  const strike = async () => {
    const conversations = people.map(({ conversation }) => conversation);
    for (const table of ["messages", "receipts", "participants"])
      await client.query(`delete from ${table} where conversation_id = any($1)`, [conversations]);
    await client.query("delete from conversations where id = any($1)", [conversations]);
    await client.query("delete from users where id = any($1)", [people.map(({ id }) => id)]);
    await client.query("delete from businesses where id = $1", [tag]);
    await client.end();
  };
  return { conversationId: first.conversation, slug, strike };
}

/** Everywhere it is seen. */
async function views(enter: Enter, { conversationId, slug }: Cast): Promise<{ page: Page; path: string }[]> {
  const [visitor, sam] = [await enter(), await enter("Sam Okafor")];
  return [
    { page: visitor, path: "/" },
    { page: visitor, path: `/b/${slug}` },
    { page: visitor, path: `/b/${slug}?chat=open` },
    { page: sam, path: "/inbox" },
    { page: sam, path: `/inbox/${conversationId}` },
  ];
}

async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const hacked = () => document.documentElement.setAttribute("data-hacked", "");
    Object.assign(window, { hacked, alert: hacked });
  });
}

/** What got into the page that only markup could have brought there. */
function injected(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = document.documentElement.hasAttribute("data-hacked") ? ["something ran"] : [];
    for (const element of document.querySelectorAll("*")) {
      const ran = element.getAttributeNames().filter((name) => name.startsWith("on") || name === "srcdoc");
      if (ran.length > 0) found.push(`${ran} on ${element.localName}`);
      if (element.matches("iframe, object, embed, base, template, details, math, [formaction], img[src='x']"))
        found.push(element.outerHTML);
      if (element instanceof HTMLAnchorElement && !/^(https?|mailto):$/.test(element.protocol))
        found.push(element.href);
    }
    return found;
  });
}

/** Texts with a turn of direction in them that stand in one line with something else, and not apart from it. */
function unconfined(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? "";
      if (!/[\u202a-\u202e\u2066-\u2069]/.test(text) || node.parentElement?.closest("script, style, title"))
        continue;
      let around = node.parentElement;
      while (around) {
        const { unicodeBidi, display, float } = getComputedStyle(around);
        if (/isolate|plaintext/.test(unicodeBidi) || float !== "none") break;
        if (!display.startsWith("inline") || around.parentElement === null) {
          if (around.textContent?.trim() !== text.trim()) found.push(around.outerHTML.slice(0, 300));
          break;
        }
        around = around.parentElement;
      }
    }
    return found;
  });
}
