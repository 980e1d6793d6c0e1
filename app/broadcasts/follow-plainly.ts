import { z } from "zod/mini";
import { businessById } from "@/db/businesses";
import { TOPICS_MAX } from "@/lib/broadcast";
import { Refusal } from "@/lib/refusal";
import { enterAsGuest } from "../account/enter-as-guest";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { openOperation } from "../operation";
import { locale } from "../words";
import { followBusiness, readReading, setReading, stopFollowing } from "./follow";
import { askForPostMails, stopPostMails } from "./mails";

const wishes = ["follow", "stop", "topics", "mails", "no-mails"] as const;

const fields = z.object({
  businessId: uuid,
  wish: z.enum(wishes),
  name: z.nullable(z.string()),
  topics: z.array(uuid).check(z.maxLength(TOPICS_MAX)),
  isAll: z.boolean(),
  email: z.nullable(z.string()),
});

/** What can be wished of following a business, by forms that need no script; whoever is nobody yet is a guest then. */
export const followPlainly = openOperation({
  input: z.pipe(
    z.pipe(
      z.instanceof(FormData),
      z.transform((form) => ({
        ...Object.fromEntries(["businessId", "wish", "name", "email"].map((name) => [name, form.get(name)])),
        topics: form.getAll("topic"),
        isAll: form.get("which") !== "some",
      })),
    ),
    fields,
  ),
  run: async ({ viewer, input }) => {
    const { businessId, wish } = input;
    const business = await businessById(db(), businessId);
    if (!business) throw new Refusal("not-found");
    const who = viewer ?? (wish === "follow" ? await enterAsGuest(input.name) : null);
    if (!who) throw new Refusal("unauthorized");
    const asked = { businessId };
    switch (wish) {
      case "follow":
        await followBusiness(who, asked);
        break;
      case "stop":
        await stopFollowing(who, asked);
        break;
      case "topics": {
        const { reading } = await readReading(who, asked);
        const topicIds = input.isAll ? null : input.topics;
        await setReading(who, { ...asked, topicIds, isPushed: reading?.isPushed ?? false });
        break;
      }
      case "mails":
        await askForPostMails(who, { ...asked, email: input.email ?? "", locale: await locale() });
        break;
      case "no-mails":
        await stopPostMails(who, asked);
        break;
    }
    return { to: `/b/${business.slug}/follow?done=${wish}` };
  },
});
