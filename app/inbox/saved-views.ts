import { z } from "zod/mini";
import * as stored from "@/db/saved-views";
import { VIEW_NAME_LENGTH_MAX } from "@/lib/inbox-desk";
import { inboxView } from "@/lib/protocol/inbox";
import { Refusal } from "@/lib/refusal";

import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { memberAccess } from "./access";

const name = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(VIEW_NAME_LENGTH_MAX), z.regex(/^[^\p{Cc}\p{Cs}]+$/u));

/** Keeps a view under a name for the viewer alone; one that is there already is called so from then on. */
export const keepView = operation({
  input: z.strictObject({ businessId: uuid, id: uuid, name, view: inboxView }),
  limit: "action",
  permit: memberAccess,
  run: async ({ viewer, input: { id, name, view }, grant: { businessId } }) => {
    const result = await stored.keepView(db(), { businessId, userId: viewer.id, id, name, view });
    if (result === "too-many") throw new Refusal("too-many");
    if (result === "taken") throw new Refusal("conflict");
    return { id, name, view };
  },
});

/** Does nothing for one that is gone. */
export const dropView = operation({
  input: z.strictObject({ businessId: uuid, id: uuid }),
  limit: "action",
  permit: memberAccess,
  run: async ({ viewer, input: { id }, grant: { businessId } }) => {
    await stored.dropView(db(), { businessId, userId: viewer.id, id });
    return { id };
  },
});
