import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import * as confirm from "@/app/broadcasts/confirm";
import { readPublished, readReach } from "@/app/broadcasts/reach";
import { readPosts } from "@/app/broadcasts/reading";
import type { Viewer } from "@/app/viewer";
import { append } from "@/db/append";
import { postConfirmations, posts, readers } from "@/db/broadcast-parts";
import { countConfirmations } from "@/db/post-confirmations";
import { broadcastOf, postOf, postsAmong } from "@/db/posts";
import { users } from "@/db/schema";
import { CONFIRMED_PAGE_SIZE, isOfNow } from "@/lib/confirmation";
import type { Change } from "@/lib/ledger";
import type { Cast } from "../support/cast";
import { published } from "../support/posts";
import { castOfSite } from "../support/viewers";

const NOBODY = { now: 0, before: 0, ofReaders: 0, named: 0, isMore: false };
const notFound = { code: "not-found" };

/** Nora tells everybody, and asks them to confirm it. */
async function asked(body = "Closed on Monday") {
  const cast = await castOfSite();
  const id = await published(cast, body, { asksToConfirm: true });
  return { ...cast, id, which: { businessId: cast.businessId, id } };
}

async function change({ pool, db, businessId, nora }: Cast, entry: Change & { id: string }) {
  const conversationId = await broadcastOf(db, businessId);
  const [appended] = await append(pool, [{ conversationId, entry: { ...nora, ...entry } }]);
  expect(appended?.outcome.is).toBe("changed");
}

async function revOf({ db, businessId }: Cast, id: string): Promise<number> {
  return (await postOf(db, { businessId, id }))?.rev ?? 0;
}

async function confirmAs(viewer: Viewer, cast: Cast & { id: string }, isNamed = false) {
  return confirm.confirmPost(viewer, { postId: cast.id, rev: await revOf(cast, cast.id), isNamed });
}

describe("a post that asks for it", () => {
  it("is confirmed by whoever is signed in, once, and says so to them alone", async () => {
    const cast = await asked();
    const { asMaya, asLeo, asGuest, id } = cast;
    const { own } = await confirmAs(asMaya, cast);
    expect(own).toMatchObject({ isNamed: false, editedAt: null, confirmedAt: expect.any(String) });
    expect(await confirmAs(asMaya, cast)).toEqual({ own });
    await confirmAs(asGuest, cast);
    expect(await confirm.readOwnConfirmations(asMaya, { postIds: [id] })).toEqual({ [id]: own });
    expect(await confirm.readOwnConfirmations(asLeo, { postIds: [id] })).toEqual({});
    const { counts } = await confirm.readConfirmations(cast.asNora, cast.which);
    expect(counts).toEqual({ ...NOBODY, now: 2 });
  });

  it("is confirmed no more once that is taken back, and again if that is", async () => {
    const cast = await asked();
    const { asMaya, asNora, id: postId, which } = cast;
    const { own } = await confirmAs(asMaya, cast, true);
    for (const _ of ["once", "and again"])
      expect(await confirm.takeBackConfirmation(asMaya, { postId })).toEqual({ own: null });
    expect(await confirm.readConfirmations(asNora, which)).toEqual({
      ...{ counts: NOBODY, page: { confirmed: [], hasMore: false } },
    });
    await expect(confirm.nameConfirmation(asMaya, { postId, isNamed: true })).rejects.toMatchObject(notFound);
    await confirm.confirmPost(asMaya, { postId, rev: own.rev, isNamed: own.isNamed });
    expect((await confirm.readConfirmations(asNora, which)).counts).toEqual({ ...NOBODY, now: 1, named: 1 });
  });

  it("is the only one that is confirmed: no other, no draft, none that was taken back, none that is not there", async () => {
    const cast = await asked();
    const { asMaya, asNora, db, businessId, id } = cast;
    const silent = await published(cast, "Not asked");
    const draft = randomUUID();
    await db.insert(posts).values({ id: draft, businessId, asksToConfirm: true, body: "Not yet" });
    await change(cast, { op: "delete", id });
    for (const postId of [silent, draft, id, randomUUID()]) {
      const refused = confirm.confirmPost(asMaya, { postId, rev: 1, isNamed: true });
      await expect(refused).rejects.toMatchObject(notFound);
      for (const more of [{}, { before: { id: randomUUID(), confirmedAt: new Date().toISOString() } }]) {
        const read = "before" in more ? confirm.readConfirmed : confirm.readConfirmations;
        await expect(read(asNora, { businessId, id: postId, ...more })).rejects.toMatchObject(notFound);
      }
    }
    for (const wrong of [{ rev: 0 }, { rev: 1.5 }, { rev: 2 ** 31 }, { isNamed: "yes" }, { userId: id }])
      await expect(
        confirm.confirmPost(asMaya, { postId: id, rev: 1, isNamed: true, ...wrong }),
      ).rejects.toMatchObject({ code: "bad-command" });
    expect(await db.$count(postConfirmations, eq(postConfirmations.postId, id))).toBe(0);
  });

  it("is still let go of by who confirmed it before it was taken back", async () => {
    const cast = await asked();
    const { asMaya, asNora, id, which } = cast;
    await confirmAs(asMaya, cast, true);
    await change(cast, { op: "delete", id });
    await confirm.takeBackConfirmation(asMaya, { postId: id });
    await change(cast, { op: "restore", id });
    expect((await confirm.readConfirmations(asNora, which)).counts).toEqual(NOBODY);
  });
});

describe("a post that is edited", () => {
  it("asks those again who confirmed what it said before, and tells both numbers", async () => {
    const cast = await asked();
    const { asMaya, asLeo, asNora, id, which } = cast;
    const { own } = await confirmAs(asMaya, cast, true);
    await confirmAs(asLeo, cast);
    await change(cast, { op: "edit", id, body: "Closed on Tuesday" });
    const edited = (await postOf(cast.db, which)) ?? { editedAt: null };
    // An open page knows that by itself.
    expect([isOfNow(own, { editedAt: null }), isOfNow(own, edited)]).toEqual([true, false]);
    const known = (await confirm.readOwnConfirmations(asMaya, { postIds: [id] }))[id];
    expect([known?.confirmedAt, known && isOfNow(known, edited)]).toEqual([own.confirmedAt, false]);
    const { counts, page } = await confirm.readConfirmations(asNora, which);
    expect(counts).toEqual({ ...NOBODY, before: 2, named: 1 });
    expect(page.confirmed).toMatchObject([{ name: "Maya", isOfNow: false }]);

    const { own: again } = await confirmAs(asMaya, cast, false);
    expect([isOfNow(again, edited), again.isNamed]).toEqual([true, false]);
    expect((await confirm.readConfirmations(asNora, which)).counts).toEqual({ ...NOBODY, now: 1, before: 1 });
  });

  it("is confirmed as far as it was seen, by who had an older one before them, and never less than before", async () => {
    const cast = await asked();
    const { asMaya, asLeo, asNora, id, which } = cast;
    const seen = await revOf(cast, id);
    await change(cast, { op: "edit", id, body: "Closed on Tuesday" });
    const edited = (await postOf(cast.db, which)) ?? { editedAt: null };
    const late = await confirm.confirmPost(asMaya, { postId: id, rev: seen, isNamed: false });
    expect(isOfNow(late.own, edited)).toBe(false);
    await confirmAs(asLeo, cast);
    const older = await confirm.confirmPost(asLeo, { postId: id, rev: seen, isNamed: false });
    expect(isOfNow(older.own, edited)).toBe(true);
    expect((await confirm.readConfirmations(asNora, which)).counts).toEqual({ ...NOBODY, now: 1, before: 1 });
    // Nobody confirms what is yet to be said.
    await confirm.confirmPost(asLeo, { postId: id, rev: 2 ** 31 - 1, isNamed: false });
    await change(cast, { op: "edit", id, body: "Closed on Friday" });
    expect((await confirm.readConfirmations(asNora, which)).counts).toEqual({ ...NOBODY, before: 2 });
  });

  it("stays confirmed where it was taken back and brought back as it was", async () => {
    const cast = await asked();
    const { asMaya, asNora, id, which } = cast;
    const { own } = await confirmAs(asMaya, cast);
    await change(cast, { op: "delete", id });
    await change(cast, { op: "restore", id });
    expect(isOfNow(own, (await postOf(cast.db, which)) ?? { editedAt: "never" })).toBe(true);
    expect((await confirm.readConfirmations(asNora, which)).counts).toEqual({ ...NOBODY, now: 1 });
  });
});

describe("who confirmed", () => {
  it("[S34] is named to owners where they agreed to it, for as long as they do", async () => {
    const cast = await asked();
    const { asMaya, asLeo, asNora, db, businessId, maya, leo, id: postId, which } = cast;
    await db.insert(readers).values([maya, leo].map(({ userId }) => ({ businessId, userId })));
    await confirmAs(asLeo, cast);
    await confirmAs(asMaya, cast, true);
    await confirmAs(cast.asGuest, cast);
    const told = await confirm.readConfirmations(asNora, which);
    expect(told.counts).toEqual({ ...NOBODY, now: 3, ofReaders: 2, named: 1 });
    expect(told.page.confirmed).toEqual([
      { id: expect.any(String), name: "Maya", confirmedAt: expect.any(String), isOfNow: true },
    ]);
    // A name is no key to anything else of theirs.
    for (const { userId } of [maya, leo, { userId: cast.asGuest.id }])
      expect(JSON.stringify(told)).not.toContain(userId);
    expect(JSON.stringify(told)).not.toMatch(/Leo|Guest/);
    await confirm.nameConfirmation(asMaya, { postId, isNamed: false });
    await confirm.nameConfirmation(asLeo, { postId, isNamed: true });
    const { counts, page } = await confirm.readConfirmations(asNora, which);
    expect([counts.named, page.confirmed.map(({ name }) => name)]).toEqual([1, ["Leo"]]);
  });

  it("[S34] is told to nobody else: no agent, no reader, no owner of another business", async () => {
    const [cast, other] = [await asked(), await asked()];
    const { asMaya, asSam, asNora, which, id } = cast;
    await confirmAs(asMaya, cast, true);
    const before = { id: randomUUID(), confirmedAt: new Date(Date.now() + 60_000).toISOString() };
    expect((await confirm.readConfirmed(asNora, { ...which, before })).confirmed).toHaveLength(1);
    for (const [who, where] of [
      ...[asSam, asMaya, other.asNora].map((viewer) => [viewer, which] as const),
      [other.asNora, { businessId: other.businessId, id }] as const,
    ])
      for (const refused of [
        () => confirm.readConfirmations(who, where),
        () => confirm.readConfirmed(who, { ...where, before }),
      ])
        await expect(refused()).rejects.toMatchObject(notFound);
  });

  it("[S34] is in nothing that everybody reads, nor in what is told of its reach", async () => {
    const cast = await asked();
    const { asMaya, asNora, db, businessId, maya, id, which } = cast;
    const { own } = await confirmAs(asMaya, cast, true);
    const [row] = await db.select().from(postConfirmations).where(eq(postConfirmations.postId, id));
    const told = JSON.stringify([
      await postsAmong(db, [id]),
      await readPosts(null, { businessId }),
      await readPublished(asNora, { businessId }),
      await readReach(asNora, which),
    ]);
    expect(told).toContain('"asksToConfirm":true');
    for (const never of [maya.userId, "Maya", row?.id, own.confirmedAt, "confirmed", "isNamed", "ofReaders"])
      expect(told).not.toContain(never);
  });

  it("is listed page by page, the newest first, each once", async () => {
    const cast = await asked();
    const { asNora, db, id, which } = cast;
    const many = CONFIRMED_PAGE_SIZE + 3;
    const people = await db
      .insert(users)
      .values(Array.from({ length: many }, (_, n) => ({ name: `Reader ${n}` })))
      .returning({ userId: users.id, name: users.name });
    // Many confirm in the same moment.
    await db.insert(postConfirmations).values(
      people.map(({ userId }, n) => ({
        ...{ postId: id, userId, rev: 1, isNamed: true },
        createdAt: new Date(Date.UTC(2026, 10, 22) - Math.floor(n / 40)),
      })),
    );
    const { page } = await confirm.readConfirmations(asNora, which);
    const last = page.confirmed.at(-1);
    const before = { id: last?.id ?? "", confirmedAt: last?.confirmedAt ?? "" };
    const rest = await confirm.readConfirmed(asNora, { ...which, before });
    expect([page.confirmed.length, page.hasMore]).toEqual([CONFIRMED_PAGE_SIZE, true]);
    expect([rest.confirmed.length, rest.hasMore]).toEqual([3, false]);
    const all = [...page.confirmed, ...rest.confirmed];
    expect(new Set(all.map(({ name }) => name)).size).toBe(many);
    const times = all.map(({ confirmedAt }) => confirmedAt);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it("is counted up to a limit, past which it is known that there are more", async () => {
    const cast = await asked();
    const { asMaya, asLeo, asGuest, db, which } = cast;
    for (const who of [asMaya, asLeo]) await confirmAs(who, cast);
    expect(await countConfirmations(db, { ...which, max: 2 })).toMatchObject({ now: 2, isMore: false });
    await confirmAs(asGuest, cast);
    expect(await countConfirmations(db, { ...which, max: 2 })).toMatchObject({ now: 3, isMore: true });
    expect(await countConfirmations(db, { ...which, max: 1 })).toMatchObject({ now: 2, isMore: true });
  });

  it("is forgotten with their account", async () => {
    const cast = await asked();
    const { asGuest, asNora, db, which } = cast;
    await confirmAs(asGuest, cast, true);
    await db.delete(users).where(eq(users.id, asGuest.id));
    expect((await confirm.readConfirmations(asNora, which)).counts).toEqual(NOBODY);
  });
});
