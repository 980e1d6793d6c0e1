import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { followBusiness, readReading, setReading, stopFollowing } from "@/app/broadcasts/follow";
import { askForPostMails, postMailsOf, stopPostMails, wishPostMails } from "@/app/broadcasts/mails";
import { readers } from "@/db/broadcast-parts";
import { follow, followedBy } from "@/db/readers";
import { businesses } from "@/db/schema";
import { FOLLOWED_MAX } from "@/lib/following";
import { env } from "@/lib/server/env";
import { sealPostMails } from "@/lib/server/post-mails-token";
import { wordsOf } from "../support/mail-server";
import { topicNamed } from "../support/posts";
import { castOfSite } from "../support/viewers";
import { server } from "./notifications/post";

afterAll(server.close);
beforeEach(() => {
  server.mails.length = 0;
  server.refuse();
});

const ofReader = (businessId: string, userId: string) =>
  and(eq(readers.businessId, businessId), eq(readers.userId, userId));
const NOT_FOUND = { code: "not-found" };
const PLAIN = { topicIds: null, isPushed: false, mail: null };

describe("whoever follows a business", () => {
  it("does so once, however often they ask, and chooses what they hear of and how", async () => {
    const cast = await castOfSite();
    const { asMaya, asGuest, businessId } = cast;
    const [topicId, other] = [
      await topicNamed(cast, "Tastings"),
      await topicNamed(await castOfSite(), "Bikes"),
    ];
    for (const who of [asMaya, asMaya, asGuest])
      expect(await followBusiness(who, { businessId })).toEqual({ reading: PLAIN });
    const wish = { businessId, topicIds: [topicId, other], isPushed: true };
    const reading = { topicIds: [topicId], isPushed: true, mail: null };
    expect(await setReading(asMaya, wish)).toEqual({ reading });
    expect(await followBusiness(asMaya, { businessId })).toEqual({ reading });
    expect(await readReading(asMaya, { businessId })).toEqual({
      ...{ reading, topics: [{ id: topicId, name: "Tastings" }], email: asMaya.email, canPush: true },
    });
    expect(await readReading(asGuest, { businessId })).toMatchObject({ reading: PLAIN, email: null });
  });

  it("stops at once, and has all of it back when they take that back", async () => {
    const { asMaya, asLeo, businessId, db } = await castOfSite();
    await followBusiness(asMaya, { businessId });
    await followBusiness(asLeo, { businessId });
    await setReading(asMaya, { businessId, topicIds: [], isPushed: true });
    const mail = { mailAddress: "maya@example.com", mailConfirmedAt: new Date(), readSeq: 7, readRev: 9 };
    await db.update(readers).set(mail).where(ofReader(businessId, asMaya.id));
    const { undo } = await stopFollowing(asMaya, { businessId });
    expect((await readReading(asMaya, { businessId })).reading).toBeNull();
    expect(await stopFollowing(asMaya, { businessId })).toEqual({ undo: null });
    await expect(setReading(asMaya, { businessId, ...PLAIN_WISH })).rejects.toMatchObject(NOT_FOUND);
    // It is theirs alone, and of this business alone.
    const elsewhere = await castOfSite();
    await stopFollowing(asLeo, { businessId });
    for (const [who, where] of [
      [asLeo, businessId],
      [asMaya, elsewhere.businessId],
    ] as const)
      await expect(followBusiness(who, { businessId: where, undo })).rejects.toMatchObject(NOT_FOUND);
    await expect(followBusiness(asMaya, { businessId, undo: "x.y.z" })).rejects.toMatchObject({
      code: "unauthorized",
    });
    await followBusiness(asMaya, { businessId, undo });
    const [back] = await db.select().from(readers).where(ofReader(businessId, asMaya.id));
    expect(back).toMatchObject({ topicIds: [], isPushed: true, ...mail });
  });

  it("is known to nobody: what one does about it, no other is told of or changes", async () => {
    const { asMaya, asLeo, asNora, businessId } = await castOfSite();
    await followBusiness(asMaya, { businessId });
    await setReading(asMaya, { businessId, topicIds: [], isPushed: true });
    for (const other of [asLeo, asNora]) {
      expect((await readReading(other, { businessId })).reading).toBeNull();
      await stopFollowing(other, { businessId });
      await expect(stopPostMails(other, { businessId })).rejects.toMatchObject(NOT_FOUND);
      const told = [await followBusiness(other, { businessId }), await readReading(other, { businessId })];
      expect(JSON.stringify(told)).not.toContain(asMaya.id);
    }
    expect((await readReading(asMaya, { businessId })).reading).toMatchObject({
      topicIds: [],
      isPushed: true,
    });
    await expect(followBusiness(asMaya, { businessId: randomUUID() })).rejects.toMatchObject(NOT_FOUND);
  });

  it(`follows up to ${FOLLOWED_MAX} businesses, and not one more`, async () => {
    const { asMaya, db } = await castOfSite();
    const many = Array.from({ length: FOLLOWED_MAX + 1 }, () => ({
      slug: randomUUID(),
      name: "One of many",
    }));
    const made = await db.insert(businesses).values(many).returning({ id: businesses.id });
    const ids = made.map(({ id }) => id);
    await db
      .insert(readers)
      .values(ids.slice(0, FOLLOWED_MAX - 1).map((businessId) => ({ businessId, userId: asMaya.id })));
    const [last = "", over = ""] = ids.slice(-2);
    const wishes = [last, over].map((businessId) => follow(db, { businessId, userId: asMaya.id }));
    expect((await Promise.all(wishes)).sort()).toEqual(["follows", "full"]);
    expect(await followedBy(db, asMaya.id)).toHaveLength(FOLLOWED_MAX);
    const [theirs] = await followedBy(db, asMaya.id);
    expect(await follow(db, { businessId: theirs?.id ?? "", userId: asMaya.id })).toBe("follows");
    const followed = new Set((await followedBy(db, asMaya.id)).map(({ id }) => id));
    const left = ids.find((id) => !followed.has(id));
    await expect(followBusiness(asMaya, { businessId: left })).rejects.toMatchObject({ code: "too-many" });
  });
});

const PLAIN_WISH = { topicIds: null, isPushed: false };

describe("mails", () => {
  /** The address that the newest mail leads to. */
  const tokenIn = (source = "") => /\/post-mails\/([\w.-]+)/.exec(wordsOf(source))?.[1] ?? "";

  async function asked() {
    const cast = await castOfSite();
    const { asMaya, businessId } = cast;
    const email = `maya.${randomUUID()}@example.com`;
    await followBusiness(asMaya, { businessId });
    const { reading } = await askForPostMails(asMaya, {
      businessId,
      email: email.toUpperCase(),
      locale: "en",
    });
    const mail = server.mails.find(({ to }) => to.includes(email));
    const state = async () => (await readReading(asMaya, { businessId })).reading?.mail;
    return { ...cast, email, reading, mail, token: tokenIn(mail?.source), state };
  }

  it("[S34] come to nobody who did not say so in a mail, and looking there changes nothing", async () => {
    const { email, reading, mail, token, state, asMaya, businessId } = await asked();
    const waiting = { address: email, isConfirmed: false };
    expect(reading).toEqual({ ...PLAIN, mail: waiting });
    expect(wordsOf(mail?.source ?? "")).toContain("Do you want the news of Harbor Coffee by mail?");
    expect(await postMailsOf(token)).toMatchObject({ address: email, isOn: false });
    expect(await state()).toEqual(waiting);
    expect(await wishPostMails(null, { token, mails: "on" })).toEqual({ mails: "on" });
    expect(await state()).toEqual({ address: email, isConfirmed: true });
    // Asked for again, there is nothing to ask.
    server.mails.length = 0;
    await askForPostMails(asMaya, { businessId, email, locale: "en" });
    expect(server.mails).toEqual([]);
    await wishPostMails(null, { token, mails: "off" });
    await wishPostMails(null, { token, mails: "off" });
    expect(await state()).toEqual(waiting);
  });

  it("[S34] are asked about without a word of who asked", async () => {
    const { mail, token, asMaya, maya } = await asked();
    const said = [mail?.source, wordsOf(mail?.source ?? ""), atob64(token)].join("\n");
    for (const theirs of [asMaya.id, asMaya.email ?? "", maya.name]) expect(said).not.toContain(theirs);
  });

  it("[S34] are stopped and started for one reader, at one address, by what was sealed for it alone", async () => {
    const { email, token, state, asMaya, asLeo, businessId } = await asked();
    for (const tampered of [`${token.slice(0, -2)}xx`, "", "x.y.z", token.replace(/^./, "f")])
      await expect(wishPostMails(null, { token: tampered, mails: "on" })).rejects.toMatchObject(NOT_FOUND);
    const secret = env().TOKEN_SECRET;
    await followBusiness(asLeo, { businessId });
    // An address that this reader did not give, or not any more.
    const other = await sealPostMails({ businessId, userId: asMaya.id, address: "eve@example.com" }, secret);
    const theirs = await sealPostMails({ businessId, userId: asLeo.id, address: email }, secret);
    for (const wrong of [other, theirs]) {
      await expect(wishPostMails(null, { token: wrong, mails: "on" })).rejects.toMatchObject(NOT_FOUND);
      expect(await wishPostMails(null, { token: wrong, mails: "off" })).toEqual({ mails: "off" });
      await expect(postMailsOf(wrong)).rejects.toMatchObject(NOT_FOUND);
    }
    expect(await state()).toEqual({ address: email, isConfirmed: false });
    await wishPostMails(null, { token, mails: "on" });
    await stopPostMails(asMaya, { businessId });
    expect(await state()).toBeNull();
    await expect(wishPostMails(null, { token, mails: "on" })).rejects.toMatchObject(NOT_FOUND);
  });

  it("[S34] ask one address about one business once an hour, and not at all who does not follow", async () => {
    const { email, state, asMaya, asLeo, asGuest, businessId } = await asked();
    const ask = { businessId, email, locale: "en" };
    await followBusiness(asLeo, { businessId });
    for (const who of [asMaya, asLeo])
      await expect(askForPostMails(who, ask)).rejects.toMatchObject({ code: "too-many" });
    await expect(askForPostMails(asGuest, ask)).rejects.toMatchObject(NOT_FOUND);
    expect(server.mails.filter(({ to }) => to.includes(email))).toHaveLength(1);
    expect(await state()).toMatchObject({ address: email });
    expect((await readReading(asLeo, { businessId })).reading?.mail).toBeNull();
  });

  it("can be asked for again where the mail server did not take the question", async () => {
    const { asMaya, businessId } = await castOfSite();
    const ask = { businessId, email: `maya.${randomUUID()}@example.com`, locale: "en" };
    await followBusiness(asMaya, { businessId });
    server.refuse(451);
    await expect(askForPostMails(asMaya, ask)).rejects.toMatchObject({ code: "unavailable" });
    server.refuse();
    await askForPostMails(asMaya, ask);
    expect(server.mails).toHaveLength(1);
  });
});

function atob64(token: string): string {
  return token
    .split(".")
    .map((part) => Buffer.from(part, "base64url").toString("latin1"))
    .join("\n");
}
