import { z } from "zod/mini";
import { levelOf, setLevel } from "@/db/levels";
import { notificationLevels } from "@/lib/notification";
import { isStaff } from "@/lib/permissions";
import { Refusal } from "@/lib/refusal";
import { conversationAccess, uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";

/** What the one who asks is told of a conversation; `null` is the usual. */
export const readLevel = operation({
  isOfChat: true,
  input: z.strictObject({ conversationId: uuid }),
  permit: conversationAccess,
  run: async ({ viewer, input }) => ({ level: await levelOf(db(), { ...input, userId: viewer.id }) }),
});

/** Customers are named nowhere, so that they cannot choose to be told only of that. */
export const chooseLevel = operation({
  isOfChat: true,
  input: z.strictObject({ conversationId: uuid, level: z.nullable(z.enum(notificationLevels)) }),
  limit: "action",
  permit: conversationAccess,
  run: async ({ viewer, input, grant: { role } }) => {
    if (input.level === "mentions" && !isStaff(role)) throw new Refusal("bad-command");
    await setLevel(db(), { ...input, userId: viewer.id });
    return {};
  },
});
