import { z } from "zod/mini";
import { ownReactions, setPostReaction } from "@/db/post-reactions";
import { POSTS_PAGE_SIZE } from "@/lib/broadcast";
import { emoji } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { log } from "@/lib/server/log";
import { retellPost } from "@/lib/server/rooms";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { roomsOfSite } from "../rooms";

/** Puts an emoji under a post, or takes it away. Everybody is told how many there are, and nobody by whom. */
export const reactToPost = operation({
  input: z.strictObject({ postId: uuid, emoji, on: z.boolean() }),
  limit: "action",
  // What everybody may read everybody who is signed in may react to.
  permit: () => undefined,
  run: async ({ viewer, input }) => {
    const done = await setPostReaction(db(), { ...input, userId: viewer.id });
    if (done.is === "gone") throw new Refusal("not-found");
    if (done.is === "full") throw new Refusal("too-many");
    // Whoever reads it is told with the next change where the rooms are out of reach; it is stored.
    if (done.is === "changed")
      await retellPost(roomsOfSite(), done.broadcastId, input.postId).catch((error: unknown) =>
        log.warn("readers were not told of a reaction", { error }),
      );
    return {};
  },
});

/** Which emoji the viewer put under some posts, by the id of the post. */
export const readOwnReactions = operation({
  input: z.strictObject({ postIds: z.array(uuid).check(z.maxLength(POSTS_PAGE_SIZE)) }),
  permit: () => undefined,
  run: ({ viewer, input: { postIds } }) => ownReactions(db(), { userId: viewer.id, postIds }),
});
