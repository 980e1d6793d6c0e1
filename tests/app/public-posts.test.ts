import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { addressOfFile } from "@/app/attachments/read";
import { GET as getFile } from "@/app/b/[business]/news/[post]/files/[id]/route";
import { GET as getFeed } from "@/app/b/[business]/news/feed.xml/route";
import { addressOfPostFile } from "@/app/broadcasts/file";
import { POSTS_KEPT_MS, POSTS_PUBLIC_CACHE, postReads } from "@/app/broadcasts/posts";
import { markPostsRead, readPosts } from "@/app/broadcasts/reading";
import { readers } from "@/db/broadcast-parts";
import { businessById } from "@/db/businesses";
import { messages } from "@/db/schema";
import { type Cast, castForTest } from "../support/cast";
import { pictureOf, tellAll } from "../support/posts";
import { castOfSite } from "../support/viewers";

const RIGHT_WITHIN_MS = 10_000;

async function edit({ db }: Pick<Cast, "db">, id: string, body: string) {
  await db.update(messages).set({ body, editedAt: new Date() }).where(eq(messages.id, id));
}

async function slugOf({ db, businessId }: Pick<Cast, "db" | "businessId">) {
  return (await businessById(db, businessId))?.slug ?? "";
}

describe("what is kept of posts", () => {
  it("is right within 10 s of an edit in each of several processes, behind a cache that keeps it, too", async () => {
    const cast = await castForTest();
    const { db, businessId } = cast;
    const [id = ""] = await tellAll(cast, [{ body: "Opens at 7" }]);
    let ms = 0;
    const processes = [
      postReads(
        () => db,
        () => ms,
      ),
      postReads(
        () => db,
        () => ms,
      ),
    ];
    const said = async () => {
      const pages = await Promise.all(processes.map(({ page }) => page.kept({ businessId })));
      const posts = await Promise.all(processes.map(({ post }) => post.kept({ businessId, id })));
      return [...pages.map(({ posts: [first] }) => first), ...posts].map((post) => post?.body);
    };
    expect(new Set(await said())).toEqual(new Set(["Opens at 7"]));
    await edit(cast, id, "Opens at 8");
    ms = POSTS_KEPT_MS - 1;
    expect(new Set(await said())).toEqual(new Set(["Opens at 7"]));
    ms = POSTS_KEPT_MS;
    expect(new Set(await said())).toEqual(new Set(["Opens at 8"]));
    const [, keptOutsideS] = /^public, max-age=0, s-maxage=(\d+)$/.exec(POSTS_PUBLIC_CACHE) ?? [];
    expect(POSTS_KEPT_MS + Number(keptOutsideS) * 1_000).toBeLessThan(RIGHT_WITHIN_MS);
  });

  it("is nothing where somebody asks for what is new", async () => {
    const cast = await castOfSite();
    const [id = ""] = await tellAll(cast, [{ body: "Opens at 7" }]);
    const asked = { businessId: cast.businessId };
    expect((await readPosts(null, asked)).posts[0]?.body).toBe("Opens at 7");
    await edit(cast, id, "Opens at 8");
    expect((await readPosts(null, asked)).posts[0]?.body).toBe("Opens at 8");
  });
});

describe("the feed", () => {
  async function ask(slug: string, headers: Record<string, string> = {}) {
    const request = new NextRequest(`http://localhost/b/${slug}/news/feed.xml`, { headers });
    return getFeed(request, { params: Promise.resolve({ business: slug }) });
  }

  it("has every post with its pictures, as text that cannot break out of it, and may be kept for some seconds", async () => {
    const cast = await castOfSite();
    const slug = await slugOf(cast);
    const [plain = "", marked = ""] = await tellAll(cast, [
      { body: "Pots" },
      { body: "**Yuzu** <script>alert(1)</script> ]]> & \u0001 https://example.com/?a=1&b=2" },
    ]);
    const picture = await pictureOf(cast, plain);
    const response = await ask(slug);
    expect(response.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe(POSTS_PUBLIC_CACHE);
    const text = await response.text();
    expect(text).toContain(`<id>urn:uuid:${marked}</id>`);
    expect(text).toContain(`/b/${slug}/news/${plain}/files/${picture}"/>`);
    expect(text).toContain("&lt;strong&gt;Yuzu&lt;/strong&gt; &amp;lt;script&amp;gt;");
    for (const never of ["<script", "\u0001"]) expect(text).not.toContain(never);
    expect(text.indexOf(marked)).toBeLessThan(text.indexOf(plain));
    const etag = response.headers.get("etag") ?? "";
    expect((await ask(slug, { "if-none-match": etag })).status).toBe(304);
    expect((await ask(slug, { "if-none-match": '"another"' })).status).toBe(200);
  });

  it("is there before there is a post", async () => {
    const cast = await castOfSite();
    expect(await (await ask(await slugOf(cast))).text()).toContain(
      "<updated>1970-01-01T00:00:00.000Z</updated>",
    );
  });
});

describe("a picture of a post", () => {
  it("[S11] is handed to anybody while its post is there, and to nobody as a file of a conversation", async () => {
    const cast = await castOfSite();
    const business = await slugOf(cast);
    const [post = "", other = ""] = await tellAll(cast, [{ body: "Pots" }, { body: "Closed" }]);
    const id = await pictureOf(cast, post);
    const get = (params: { business: string; post: string; id: string }) =>
      getFile(new NextRequest("http://localhost/"), { params: Promise.resolve(params) });
    const there = await get({ business, post, id });
    expect([there.status, there.headers.get("cache-control")]).toEqual([
      302,
      "public, max-age=60, s-maxage=5",
    ]);
    expect(there.headers.get("location")).toContain("/api/files/");
    for (const elsewhere of [{ post: other }, { business: "nobody" }, { id: randomUUID() }])
      await expect(addressOfPostFile(null, { business, post, id, ...elsewhere })).rejects.toMatchObject({
        code: "not-found",
      });
    await expect(addressOfFile(cast.asMaya, { id })).rejects.toMatchObject({ code: "not-found" });
    await expect(addressOfPostFile(null, { business, post, id: "../x" })).rejects.toMatchObject({
      code: "bad-command",
    });
    await cast.db.update(messages).set({ deletedAt: new Date() }).where(eq(messages.id, post));
    await expect(addressOfPostFile(null, { business, post, id })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("what a reader has of posts", () => {
  it("[S34] [S37] is marked for those who follow, each their own", async () => {
    const cast = await castOfSite();
    const { db, businessId, maya, asMaya, asLeo } = cast;
    await tellAll(cast, [{ body: "Tasting" }]);
    await db.insert(readers).values({ businessId, userId: maya.userId });
    expect(await markPostsRead(asMaya, { businessId, readSeq: 1, readRev: 1 })).toEqual({ isMarked: true });
    expect(await markPostsRead(asLeo, { businessId, readSeq: 1, readRev: 1 })).toEqual({ isMarked: false });
    expect(await db.select().from(readers).where(eq(readers.businessId, businessId))).toMatchObject([
      { userId: maya.userId, readSeq: 1, readRev: 1 },
    ]);
  });
});
