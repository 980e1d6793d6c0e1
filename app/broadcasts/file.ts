import { z } from "zod/mini";
import { businessBySlug } from "@/db/businesses";
import { fileOfPost } from "@/db/post-files";
import { Refusal } from "@/lib/refusal";
import { fileAddress } from "../attachments/read";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { openOperation } from "../operation";

/** Where a file of a post can be had for a while, by anybody. */
export const addressOfPostFile = openOperation({
  input: z.strictObject({
    business: z.string(),
    post: uuid,
    id: uuid,
    size: z.optional(z.literal("thumbnail")),
    save: z.optional(z.literal("1")),
  }),
  run: async ({ input: { business: slug, post: postId, id, ...shape } }) => {
    const business = await businessBySlug(db(), slug);
    const file = business && (await fileOfPost(db(), { businessId: business.id, postId, id }));
    if (!file) throw new Refusal("not-found");
    return fileAddress(file, shape);
  },
});
