import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { readCorrections, settleOwnCorrections } from "@/app/broadcasts/corrections";
import { deletePost, editPost, publishPost } from "@/app/broadcasts/publish";
import type { Viewer } from "@/app/viewer";
import { postCorrections, posts, readers } from "@/db/broadcast-parts";
import { markRead } from "@/db/post-reading";
import { conversations } from "@/db/schema";
import { castOfSite } from "../support/viewers";

async function channel() {
  const cast = await castOfSite();
  const { db, businessId, nora, asNora } = cast;
  const tells = async (body: string) => {
    const id = randomUUID();
    await db.insert(posts).values({ id, businessId, authorId: nora.userId, body });
    expect(await publishPost(asNora, { businessId, id, rev: 1 })).toEqual({ is: "published" });
    return id;
  };
  const edits = (id: string, body: string) => editPost(asNora, { businessId, id, body });
  const follows = async ({ id: userId }: Viewer) => {
    await db.insert(readers).values({ businessId, userId });
  };
  /** Has everything there is in sight, or as much as is said. */
  const reads = async ({ id: userId }: Viewer, upTo?: number) => {
    const [{ rev, lastSeq } = { rev: 0, lastSeq: 0 }] = await db
      .select()
      .from(conversations)
      .where(eq(conversations.businessId, businessId))
      .then((rows) => rows.filter(({ kind }) => kind === "broadcast"));
    return markRead(db, { businessId, userId, seq: upTo ?? lastSeq, rev });
  };
  const isTold = async (who: Viewer) =>
    (await readCorrections(who, { businessId })).map(({ postId, parts }) => [
      postId,
      parts.map(({ text, is }) => (is === "same" ? text : `${is === "added" ? "+" : "-"}[${text}]`)).join(""),
    ]);
  return { ...cast, tells, edits, follows, reads, isTold };
}

describe("a correction", () => {
  it("follows those who read what it corrects, once, and nobody else", async () => {
    const { businessId, asMaya, asLeo, asGuest, tells, edits, follows, reads, isTold } = await channel();
    for (const reader of [asMaya, asLeo]) await follows(reader);
    const first = await tells("We close at four today.");
    await reads(asMaya);
    await edits(first, "We close at five today.");
    expect(await isTold(asMaya)).toEqual([[first, "We close at -[four]+[five] today."]]);
    // Leo reads it for the first time, and whoever does not follow has no mark.
    await reads(asLeo);
    await reads(asGuest);
    for (const other of [asLeo, asGuest]) expect(await isTold(other)).toEqual([]);
    const [told] = await readCorrections(asMaya, { businessId });
    await settleOwnCorrections(asMaya, { businessId, seen: [{ postId: first, rev: told?.rev ?? 0 }] });
    expect(await isTold(asMaya)).toEqual([]);
  });

  it("is still told to whoever read on before they were told of it", async () => {
    const { asMaya, tells, edits, follows, reads, isTold } = await channel();
    await follows(asMaya);
    const first = await tells("Tasting on Saturday");
    await reads(asMaya);
    await edits(first, "Tasting on Sunday");
    await tells("The oat milk is back");
    await reads(asMaya);
    await edits(first, "Tasting on Monday");
    await reads(asMaya);
    expect(await isTold(asMaya)).toEqual([[first, "Tasting on -[Saturday]+[Monday]"]]);
  });

  it("that came while another was told of is told of next", async () => {
    const { businessId, asMaya, tells, edits, follows, reads, isTold } = await channel();
    await follows(asMaya);
    const [one, other] = [await tells("One at four"), await tells("Two at four")];
    await reads(asMaya);
    await edits(one, "One at five");
    const [shown] = await readCorrections(asMaya, { businessId });
    await edits(one, "One at six");
    await edits(other, "Two at five");
    const [newest] = await readCorrections(asMaya, { businessId });
    await settleOwnCorrections(asMaya, {
      businessId,
      seen: [
        { postId: one, rev: shown?.rev ?? 0 },
        { postId: other, rev: newest?.rev ?? 0 },
      ],
    });
    expect(await isTold(asMaya)).toEqual([[one, "One at -[five]+[six]"]]);
  });

  it("is none where a post says again what was read, or is gone", async () => {
    const { businessId, asMaya, asNora, tells, edits, follows, reads, isTold } = await channel();
    await follows(asMaya);
    const [one, other] = [await tells("Open"), await tells("Closed")];
    await reads(asMaya);
    await edits(one, "Shut");
    await edits(other, "Closing");
    await edits(one, "Open");
    await deletePost(asNora, { businessId, id: other });
    expect(await isTold(asMaya)).toEqual([]);
  });

  it("of a text with little in common shows both", async () => {
    const { asMaya, tells, edits, follows, reads, isTold } = await channel();
    await follows(asMaya);
    const words = (letter: string) => Array.from({ length: 500 }, (_, n) => `${letter}${n}`).join(" ");
    const id = await tells(words("a"));
    await reads(asMaya);
    await edits(id, words("b"));
    expect(await isTold(asMaya)).toEqual([[id, `-[${words("a")}]+[${words("b")}]`]]);
  });

  it("[S37] is settled by nobody but its reader, and of no other business", async () => {
    const { db, businessId, asMaya, asLeo, tells, edits, follows, reads, isTold } = await channel();
    const elsewhere = await channel();
    await follows(asMaya);
    const id = await tells("At four");
    await reads(asMaya);
    await edits(id, "At five");
    const settled = { seen: [{ postId: id, rev: 99 }] };
    await settleOwnCorrections(asLeo, { businessId, ...settled });
    await settleOwnCorrections(asMaya, { businessId: elsewhere.businessId, ...settled });
    expect(await isTold(asMaya)).toHaveLength(1);
    expect(await db.$count(postCorrections, eq(postCorrections.userId, asLeo.id))).toBe(0);
  });
});

/** Readers at every moment of a post's life, over every edit of it. */
describe("readers and revisions", () => {
  const texts = ["at one", "at two", "at three", "at four"];
  const moments = [null, 0, 1, 2, 3];

  it.each(moments.flatMap((first) => moments.map((second) => [first, second] as const)))(
    "who read it after edit %s and again after edit %s is told exactly what they did not read",
    async (first, second) => {
      const { asMaya, tells, edits, follows, reads, isTold } = await channel();
      await follows(asMaya);
      const id = await tells(`Tasting ${texts[0]}`);
      for (const [n, text] of texts.entries()) {
        if (n > 0) await edits(id, `Tasting ${text}`);
        for (const moment of [first, second]) if (moment === n) await reads(asMaya);
      }
      const read = [first, second].filter((each) => each !== null);
      const known = read.length > 0 ? texts[Math.min(...read)] : undefined;
      const now = texts.at(-1);
      const [, was] = known?.split(" ") ?? [];
      expect(await isTold(asMaya)).toEqual(
        known === undefined || known === now ? [] : [[id, `Tasting at -[${was}]+[four]`]],
      );
    },
  );
});
