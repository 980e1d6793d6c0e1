import { z } from "zod/mini";
import * as stored from "@/db/tags";
import { isDisguised } from "@/lib/legible";
import { storableText } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { TAG_NAME_LENGTH_MAX, tagColors } from "@/lib/tags";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { memberAccess, ownerAccess } from "./access";
import { tellMembers } from "./news";

const named = {
  name: storableText.check(
    z.trim(),
    z.minLength(1),
    z.maxLength(TAG_NAME_LENGTH_MAX),
    z.refine((name) => !isDisguised(name), "disguised"),
  ),
  color: z.enum(tagColors),
};

/** What a business calls kinds of conversations, for its members. */
export const readTags = operation({
  input: z.strictObject({ businessId: uuid }),
  permit: memberAccess,
  run: async ({ grant: { businessId } }) => ({ tags: await stored.tagsOf(db(), businessId) }),
});

export const createTag = operation({
  input: z.strictObject({ businessId: uuid, ...named }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ input }) => {
    const made = await stored.makeTag(db(), input);
    if (made === "taken") throw new Refusal("conflict");
    if (made === "too-many") throw new Refusal("too-many");
    await tellOfTags(input);
    return made;
  },
});

export const changeTag = operation({
  input: z.strictObject({ businessId: uuid, id: uuid, ...named }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ input }) => {
    const changed = await stored.changeTag(db(), input);
    if (changed === "taken") throw new Refusal("conflict");
    if (changed === "gone") throw new Refusal("not-found");
    await tellOfTags(input);
    return changed;
  },
});

/** Takes it off whatever carries it, too. */
export const deleteTag = operation({
  input: z.strictObject({ businessId: uuid, id: uuid }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ input }) => {
    await stored.deleteTag(db(), input);
    await tellOfTags(input);
    return {};
  },
});

function tellOfTags({ businessId }: { businessId: string }): Promise<void> {
  return tellMembers(businessId, { type: "tags:changed" });
}
