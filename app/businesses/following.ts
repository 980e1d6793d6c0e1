import { z } from "zod/mini";
import { followBusiness, readReading, setReading, stopFollowing } from "../broadcasts/follow";
import { operation } from "../operation";
import { inBusiness, slug } from "./access";

const anyone = inBusiness(() => undefined);
const { topicIds, isPushed } = setReading.input.shape;

/** How whoever asks follows a business: `null` where they do not. */
export const readFollowing = operation({
  input: z.strictObject({ slug }),
  permit: anyone,
  run: async ({ viewer, grant: businessId }) => {
    const { reading, topics } = await readReading(viewer, { businessId });
    return { reading, topics };
  },
});

/** They follow it, as they did where they do already; what is named shall be so. */
export const follow = operation({
  input: z.strictObject({ slug, topicIds: z.optional(topicIds), isPushed: z.optional(isPushed) }),
  permit: anyone,
  run: async ({ viewer, input: { slug: _, ...wish }, grant: businessId }) => {
    const { reading } = await followBusiness(viewer, { businessId });
    if (Object.keys(wish).length === 0) return { reading };
    const { topicIds = reading.topicIds, isPushed = reading.isPushed } = wish;
    return setReading(viewer, { businessId, topicIds, isPushed });
  },
});

export const unfollow = operation({
  input: z.strictObject({ slug }),
  permit: anyone,
  run: async ({ viewer, grant: businessId }) => {
    await stopFollowing(viewer, { businessId });
    return {};
  },
});
