import { z } from "zod/mini";
import { WEEKDAYS } from "@/lib/opening-hours";
import { attachment } from "@/lib/protocol/message";
import { post } from "@/lib/protocol/post";
import { disabledReasons, webhookTypes } from "@/lib/webhook";

const moment = z.nullable(z.iso.datetime());
const business = {
  ...{ id: z.uuid(), slug: z.string(), name: z.string(), tagline: z.string(), category: z.string() },
  ...{ timeZone: z.string(), isOpen: z.nullable(z.boolean()), changesAt: moment },
  logo: z.nullable(z.string()),
};
const shifts = z.array(z.array(z.string()));
const quantile = z.object({ seconds: z.number(), isAtLeast: z.boolean() });
const topics = z.array(z.object({ id: z.uuid(), name: z.string() }));

export const directory = z.object({
  businesses: z.array(z.object(business)),
  nextCursor: z.nullable(z.string()),
});

export const profile = z.object({
  ...business,
  ...{ about: z.string(), status: z.enum(["online", "away", "offline"]), topics },
  hours: z.nullable(z.object(Object.fromEntries(WEEKDAYS.map((day) => [day, z.optional(shifts)])))),
  holidays: z.array(z.object({ name: z.string(), from: z.string(), to: z.string(), shifts })),
  responsiveness: z.nullable(
    z.object({ of: z.enum(["hour", "week"]), waits: z.int(), median: quantile, ninetieth: quantile }),
  ),
});

export const postPage = z.object({ posts: z.array(post), nextCursor: z.nullable(z.string()) });
export const plannedPost = z.object({
  ...{ id: z.uuid(), body: z.string(), attachments: z.array(attachment), topicId: z.nullable(z.uuid()) },
  ...{ isSilent: z.boolean(), asksToConfirm: z.boolean(), publishAt: moment },
  ...{ failure: z.nullable(z.string()), updatedAt: z.iso.datetime() },
});
export const plannedPosts = z.object({ posts: z.array(plannedPost) });
export const postPlanned = z.object({ id: z.uuid() });

export const webhook = z.object({
  ...{ id: z.uuid(), url: z.string(), types: z.array(z.enum(webhookTypes)) },
  disabled: z.nullable(z.object({ at: z.iso.datetime(), because: z.enum(disabledReasons) })),
  ...{ failingSince: moment, formerUntil: moment },
});
export const webhooks = z.object({ webhooks: z.array(webhook) });
export const webhookWithSecret = z.object({ webhook, secret: z.string() });

const reading = z.object({
  ...{ topicIds: z.nullable(z.array(z.uuid())), isPushed: z.boolean() },
  mail: z.nullable(z.object({ address: z.string(), isConfirmed: z.boolean() })),
});
export const following = z.object({ reading: z.nullable(reading), topics });
export const followed = z.object({ reading });
