import { z } from "zod/mini";
import * as stored from "@/db/topics";
import { TOPIC_NAME_LENGTH_MAX, TOPICS_MAX } from "@/lib/broadcast";
import { isDisguised } from "@/lib/legible";
import { storableText } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { writerAccess } from "./access";

const name = storableText.check(
  z.trim(),
  z.minLength(1),
  z.maxLength(TOPIC_NAME_LENGTH_MAX),
  z.refine((text) => !isDisguised(text), "disguised"),
);

/** A new one, or one that is there called anew: `id` is made by whoever writes it, so a repeat makes one. */
export const saveTopic = operation({
  input: z.strictObject({ businessId: uuid, id: uuid, name }),
  limit: "action",
  permit: writerAccess,
  run: async ({ input }) => {
    const saved = await stored.saveTopic(db(), input);
    if (saved === "taken") throw new Refusal("conflict");
    if (saved === "too-many") throw new Refusal("too-many");
    return { id: input.id, name: input.name };
  },
});

/** Posts about it stay. */
export const removeTopic = operation({
  input: z.strictObject({ businessId: uuid, id: uuid }),
  limit: "action",
  permit: writerAccess,
  run: async ({ input }) => {
    await stored.removeTopic(db(), input);
    return {};
  },
});

export const orderTopics = operation({
  input: z.strictObject({ businessId: uuid, ids: z.array(uuid).check(z.maxLength(TOPICS_MAX)) }),
  limit: "action",
  permit: writerAccess,
  run: async ({ input }) => {
    await stored.orderTopics(db(), input);
    return {};
  },
});
