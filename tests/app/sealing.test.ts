import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { addBot, rotateBotSecret } from "@/app/bots/bots";
import { sealStored } from "@/app/sealing";
import * as operations from "@/app/webhooks/webhooks";
import { renewIdentitySecret } from "@/app/widget/settings";
import { bots } from "@/db/bot-parts";
import type { Db } from "@/db/client";
import { webhooks } from "@/db/webhook-parts";
import { widgets } from "@/db/widget-parts";
import { type Keys, sealMark, unseal } from "@/lib/server/sealing";
import { castAlone } from "../support/cast";
import { castOfSite } from "../support/viewers";
import { openReceiver, verified } from "../support/webhook-receiver";

process.env.WEBHOOKS_TO_LOOPBACK = "1";

const newKey = () => randomBytes(32).toString("hex");

/** Harbor Coffee with all it can trust the site with, each secret made twice. */
async function trusting() {
  const cast = await castOfSite();
  const { asNora, businessId, db } = cast;
  const receiver = await openReceiver();
  onTestFinished(async () => {
    await db.delete(webhooks).where(eq(webhooks.businessId, businessId));
    await db.delete(bots).where(eq(bots.businessId, businessId));
    receiver.close();
  });
  const { url } = receiver;
  const hook = await operations.addWebhook(asNora, { businessId, url, types: ["message.created"] });
  const which = { businessId, id: hook.webhook.id };
  const secrets = [
    hook.secret,
    (await operations.rotateSecret(asNora, which)).secret,
    (await addBot(asNora, { businessId, name: "Bean", url })).secret,
    (await rotateBotSecret(asNora, { businessId })).secret,
    (await renewIdentitySecret(asNora, { businessId })).secret,
  ];
  return { ...cast, receiver, which, secrets };
}

/** In which tables a text stands, wherever in a row. */
async function tablesWith(db: Db, text: string): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`);
  const found: string[] = [];
  for (const { name } of rows) {
    const { rows: held } = await db.execute(
      sql`select from ${sql.identifier(name)} t where position(${text} in t::text) > 0 limit 1`,
    );
    if (held.length > 0) found.push(name);
  }
  return found;
}

describe("[O12] what others trust the site with", () => {
  it("stands nowhere in the database as it is", async () => {
    const { db, secrets, which } = await trusting();
    expect(await tablesWith(db, which.id)).toContain("webhooks");
    expect(new Set(secrets).size).toBe(5);
    for (const secret of secrets) {
      expect(await tablesWith(db, secret)).toEqual([]);
      expect(await tablesWith(db, secret.slice(6, 26))).toEqual([]);
    }
  });

  it("is told again to whoever repeats what made it, as it was", async () => {
    const { asNora, businessId, receiver, db } = await trusting();
    await db.delete(webhooks).where(eq(webhooks.businessId, businessId));
    const asked = {
      ...{ businessId, id: crypto.randomUUID(), url: receiver.url },
      types: ["message.created" as const],
    };
    const first = await operations.addWebhook(asNora, asked);
    expect((await operations.addWebhook(asNora, asked)).secret).toBe(first.secret);
  });

  it("signs nothing once it was altered in the database: that is an incident, and no other webhook's", async () => {
    const { asNora, db, which, receiver, businessId, secrets } = await trusting();
    const [row] = await db.select().from(webhooks).where(eq(webhooks.id, which.id));
    const other = await operations.addWebhook(asNora, {
      ...{ businessId, url: receiver.url, types: ["message.created" as const] },
    });
    // Somebody who can write there puts a secret of their own webhook in its place.
    const theirs = db
      .select({ secret: webhooks.secret })
      .from(webhooks)
      .where(eq(webhooks.id, other.webhook.id));
    await db
      .update(webhooks)
      .set({ secret: sql`(${theirs})` })
      .where(eq(webhooks.id, which.id));
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    expect(await operations.testWebhook(asNora, which)).toMatchObject({ state: "waiting", failure: "error" });
    const incident = said.mock.calls.map(([line]) => String(line)).find((line) => line.includes("NotOpened"));
    said.mockRestore();
    expect(JSON.parse(incident ?? "{}").error.message).toBe(
      `webhooks.secret of ${which.id} was altered, or stood elsewhere`,
    );
    expect(incident).not.toContain(secrets[1]);
    expect(receiver.hits).toEqual([]);
    await operations.testWebhook(asNora, { businessId, id: other.webhook.id });
    verified(receiver.hits[0] ?? expect.fail("nothing came"), other.secret);
    expect(row?.secret).not.toBe(secrets[1]);
  });
});

describe("[O12] sealing what is stored", () => {
  /** Secrets as they stood before there was a key, more than are read at once. */
  async function unsealed(count = 3) {
    const cast = await castAlone();
    const { db, businessId, nora } = cast;
    const plain = Array.from({ length: count }, (_, n) => `whsec_${n}`);
    const rows = plain.map((secret) => ({
      ...{ businessId, url: "https://shop.example/", types: ["message.created" as const] },
      ...{ secret, formerSecret: `${secret} before` },
    }));
    await db.insert(webhooks).values(rows);
    await db
      .insert(bots)
      .values({ businessId, userId: nora.userId, url: "https://shop.example/", secret: "bot" });
    await db.insert(widgets).values({ businessId, secret: "svw_widget" });
    return cast;
  }

  async function opened(db: Db, keys: Keys): Promise<string[]> {
    const hooks = await db.select().from(webhooks);
    const [bot] = await db.select().from(bots);
    const [widget] = await db.select().from(widgets);
    return [
      ...hooks.flatMap(({ id: row, secret, formerSecret }) =>
        [secret, formerSecret ?? ""].map((each) => unseal(each, { column: "webhooks.secret", row }, keys)),
      ),
      unseal(bot?.secret ?? "", { column: "bots.secret", row: bot?.businessId ?? "" }, keys),
      unseal(widget?.secret ?? "", { column: "widgets.secret", row: widget?.businessId ?? "" }, keys),
    ].toSorted();
  }

  it("seals all that was there, once, however much, and what it says stays the same", async () => {
    const { db } = await unsealed(450);
    const keys = { SECRETS_KEY: newKey(), SECRETS_KEY_PREVIOUS: [] };
    const as = await opened(db, keys);
    expect(as).toContain("whsec_449 before");
    expect(await sealStored(db, keys)).toBe(902);
    for (const text of ["whsec_", "svw_"]) expect(await tablesWith(db, text)).toEqual([]);
    expect(await opened(db, keys)).toEqual(as);
    expect(await sealStored(db, keys)).toBe(0);
  });

  it("goes over to a new key, after which the one before is not needed", async () => {
    const { db } = await unsealed();
    const old = { SECRETS_KEY: newKey(), SECRETS_KEY_PREVIOUS: [] };
    const as = await opened(db, old);
    await sealStored(db, old);
    const next = { SECRETS_KEY: newKey(), SECRETS_KEY_PREVIOUS: [old.SECRETS_KEY] };
    expect(await opened(db, next)).toEqual(as);
    expect(await sealStored(db, next)).toBe(8);
    expect(await opened(db, { ...next, SECRETS_KEY_PREVIOUS: [] })).toEqual(as);
    expect(await tablesWith(db, sealMark(old))).toEqual([]);
  });

  it("leaves what it cannot open as it is, names it, and seals the rest", async () => {
    const { db } = await unsealed();
    const lost = { SECRETS_KEY: newKey(), SECRETS_KEY_PREVIOUS: [] };
    await sealStored(db, lost);
    await db.update(widgets).set({ secret: "svw_new" });
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const keys = { SECRETS_KEY: newKey(), SECRETS_KEY_PREVIOUS: [] };
    expect(await sealStored(db, keys)).toBe(1);
    const incidents = said.mock.calls.map(([line]) => String(line));
    said.mockRestore();
    expect(incidents).toHaveLength(7);
    for (const incident of incidents) expect(incident).toContain("a key that is not set here");
    expect(await tablesWith(db, sealMark(lost))).toEqual(["bots", "webhooks"]);
  });

  it("of two processes that do it at once, each secret is sealed by one", async () => {
    const { db } = await unsealed(40);
    const keys = { SECRETS_KEY: newKey(), SECRETS_KEY_PREVIOUS: [] };
    const as = await opened(db, keys);
    const [one, other] = await Promise.all([sealStored(db, keys), sealStored(db, keys)]);
    expect(one + other).toBe(82);
    expect(await opened(db, keys)).toEqual(as);
  });
});
