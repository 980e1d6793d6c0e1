import type { Db } from "@/db/client";
import { postOf, postsPage } from "@/db/posts";
import { topicsOf } from "@/db/topics";
import { SharedReads } from "@/lib/server/shared-reads";
import { db } from "../database";

/** What a cache before the site may keep on top: together they are right within 10 s of an edit. */
export const POSTS_KEPT_MS = 3_000;
export const POSTS_PUBLIC_CACHE = "public, max-age=0, s-maxage=5";
const READS_KEPT_MAX = 200;

type Page = Parameters<typeof postsPage>[1];

/** What is public of posts is read here, the same for all who ask; each process of the site has one of its own. */
export function postReads(db: () => Db, now: () => number = Date.now) {
  const keeping = { keptMs: POSTS_KEPT_MS, keptMax: READS_KEPT_MAX, now };
  return {
    page: new SharedReads({
      read: (asked: Page) => postsPage(db(), asked),
      ...keeping,
    }),
    post: new SharedReads({
      read: (asked: { businessId: string; id: string }) => postOf(db(), asked),
      ...keeping,
    }),
    topics: new SharedReads({ read: (businessId: string) => topicsOf(db(), businessId), ...keeping }),
  };
}

const reads = postReads(db);

export function postsOf({ businessId, before, topicId }: Page) {
  return reads.page.kept({ businessId, before, topicId });
}

/** For those who were told that there is something new. */
export function postsNow({ businessId, before, topicId }: Page) {
  return reads.page.fresh({ businessId, before, topicId });
}

export function publicPost({ businessId, id }: { businessId: string; id: string }) {
  return reads.post.kept({ businessId, id });
}

export function publicTopics(businessId: string) {
  return reads.topics.kept(businessId);
}
