import { z } from "zod/mini";
import { chatsPage } from "@/db/conversations";
import { listCursorText } from "@/db/list-cursor";
import { db } from "../database";
import { operation } from "../operation";

/** A page of the conversations in which the viewer is the customer. */
export const readChats = operation({
  input: z.strictObject({ before: z.optional(listCursorText) }),
  permit: (viewer) => ({ customerId: viewer.id }),
  run: ({ input: { before }, grant: { customerId } }) => chatsPage(db(), { customerId, before }),
});
