import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { endApiToken, makeApiToken } from "@/app/account/api-tokens";
import { leave, leaveBy } from "@/app/account/leaving";
import { registerPerson } from "@/app/account/register";
import { audited } from "@/app/audited";
import * as bots from "@/app/bots/bots";
import { blockCustomer } from "@/app/inbox/blocks";
import { exportFigures } from "@/app/inbox/figures/read";
import { setHours, setTexts } from "@/app/inbox/reception";
import { setTurns } from "@/app/inbox/turns";
import type { Viewer } from "@/app/viewer";
import * as webhooks from "@/app/webhooks/webhooks";
import { changeWidget, renewIdentitySecret } from "@/app/widget/settings";
import { auditEntries } from "@/db/audit-parts";
import type { Db } from "@/db/client";
import { isInTurn, setInTurn } from "@/db/turns";
import { castOfSite, signedIn } from "../support/viewers";

const PATH_SECRET = "path-that-is-a-secret";
const url = `https://hooks.example.com/${PATH_SECRET}`;

const toldOf = (db: Db, businessId: string) =>
  db.select().from(auditEntries).where(eq(auditEntries.businessId, businessId)).orderBy(asc(auditEntries.at));
const toldBy = (db: Db, { id }: Pick<Viewer, "id">) =>
  db.select().from(auditEntries).where(eq(auditEntries.actorId, id)).orderBy(asc(auditEntries.at));
const kinds = (entries: { kind: string }[]) => entries.map(({ kind }) => kind);

describe("what is done is told in the audit trail [O4]", () => {
  it("of webhooks, by their host alone and never with a secret", async () => {
    const { db, asNora, businessId } = await castOfSite();
    const id = randomUUID();
    const made = { businessId, id, url, types: ["message.created" as const] };
    const { secret } = await webhooks.addWebhook(asNora, made);
    await webhooks.addWebhook(asNora, made);
    await webhooks.changeWebhook(asNora, made);
    for (const wish of ["disabled", "enabled", "removed"] as const)
      await webhooks.setWebhook(asNora, { businessId, id, wish });
    await webhooks.setWebhook(asNora, { businessId, id, wish: "enabled" });
    const renewed = await webhooks.rotateSecret(asNora, { businessId, id });
    const told = await toldOf(db, businessId);
    expect(kinds(told)).toEqual([
      ...["webhook.made", "webhook.changed", "webhook.disabled", "webhook.enabled", "webhook.removed"],
      ...["webhook.enabled", "webhook.secret-renewed"],
    ]);
    for (const entry of told)
      expect(entry).toMatchObject({
        ...{ actorId: asNora.id, actorName: "Nora", actorRole: "owner", subjectId: id },
        detail: { host: "hooks.example.com" },
      });
    for (const word of [PATH_SECRET, secret, renewed.secret])
      expect(JSON.stringify(told)).not.toContain(word);
  });

  it("of a bot and what it signs in with", async () => {
    const { db, asNora, businessId } = await castOfSite();
    const bot = { businessId, name: "Bean", url };
    await bots.addBot(asNora, bot);
    await bots.changeBot(asNora, { ...bot, name: "Bean II" });
    const { token, secret } = await bots.makeBotToken(asNora, { businessId });
    await bots.endBotToken(asNora, { businessId, id: token.id });
    await bots.endBotToken(asNora, { businessId, id: token.id });
    await bots.switchBot(asNora, { businessId, isOn: false });
    const told = await toldOf(db, businessId);
    expect(kinds(told)).toEqual(["bot.made", "bot.changed", "token.made", "token.ended", "bot.ended"]);
    for (const word of [PATH_SECRET, secret]) expect(JSON.stringify(told)).not.toContain(word);
  });

  it("of how a business receives people, its widget, its customers and its figures", async () => {
    const { db, asNora, asSam, maya, businessId, conversationId } = await castOfSite();
    await setHours(asNora, { businessId, hours: null, holidays: [], timeZone: "UTC" });
    await setTexts(asNora, { businessId, greeting: "Hello", awayText: "" });
    await setTurns(asNora, { businessId, isInTurn: true });
    await changeWidget(asNora, { businessId, origins: [], color: "#1e5b4c", corner: "end" });
    await renewIdentitySecret(asNora, { businessId });
    await blockCustomer(asSam, { conversationId, block: { until: null, reason: "Spam" } });
    await blockCustomer(asSam, { conversationId, block: null });
    await exportFigures(asNora, { businessId, days: 7 });
    const told = await toldOf(db, businessId);
    expect(kinds(told)).toEqual([
      ...["business.hours-changed", "business.reception-changed", "business.reception-changed"],
      ...[
        "widget.changed",
        "widget.secret-renewed",
        "customer.blocked",
        "customer.unblocked",
        "figures.exported",
      ],
    ]);
    expect(told.find(({ kind }) => kind === "customer.blocked")).toMatchObject({
      ...{ actorName: "Sam", actorRole: "agent", subjectId: maya.userId, detail: { reason: "Spam" } },
    });
  });

  it("of a person: that they registered, signed in and out, and their tokens", async () => {
    const { db } = await castOfSite();
    const account = { name: "Ada", email: `${randomUUID()}@example.com`, password: "correct horse battery" };
    const { id } = await registerPerson(null, account, randomUUID());
    const [here, there] = [await signedIn(id), await signedIn(id)];
    const form = new FormData();
    form.set("name", "Laptop");
    form.append("scope", "read");
    form.set("days", "");
    const { token, secret } = await makeApiToken(here, form);
    const ending = new FormData();
    ending.set("id", token.id);
    await endApiToken(here, ending);
    await leave(here);
    // What names a sign-in that is over ends nothing.
    await leave(here);
    await leaveBy(here.sessionId);
    await leaveBy(there.sessionId);
    const told = await toldBy(db, { id });
    expect(kinds(told)).toEqual([
      ...["user.registered", "user.signed-in", "user.signed-in", "token.made", "token.ended"],
      ...["user.signed-out", "user.signed-out"],
    ]);
    for (const entry of told)
      expect(entry).toMatchObject({ actorName: "Ada", actorRole: "person", businessId: null });
    for (const word of [secret, account.email, account.password])
      expect(JSON.stringify(told)).not.toContain(word);
  });

  it("of guests' coming and going nothing", async () => {
    const { db, asGuest } = await castOfSite();
    await leave(asGuest);
    expect(await toldBy(db, asGuest)).toEqual([]);
  });

  it("not where the change fails, and without the entry there is no change", async () => {
    const { db, asNora, businessId } = await castOfSite();
    const told = () => ({
      kind: "business.reception-changed" as const,
      businessId,
      subjectId: "x".repeat(101),
    });
    await expect(
      audited(asNora, (tx) => setInTurn(tx, { businessId, isInTurn: true }), told),
    ).rejects.toThrow();
    expect(await isInTurn(db, businessId)).toBe(false);
    expect(await toldOf(db, businessId)).toEqual([]);
  });

  it("with none of it where somebody may not", async () => {
    const { db, asSam, asMaya, businessId } = await castOfSite();
    for (const viewer of [asSam, asMaya])
      await expect(setTurns(viewer, { businessId, isInTurn: true })).rejects.toThrow();
    expect(await toldOf(db, businessId)).toEqual([]);
  });
});
