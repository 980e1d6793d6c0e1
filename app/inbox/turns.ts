import { z } from "zod/mini";
import { setInTurn } from "@/db/turns";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { ownerAccess } from "./access";

/** Whether conversations that wait are given to the members in turn. */
export const setTurns = operation({
  input: z.strictObject({ businessId: uuid, isInTurn: z.boolean() }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ input }) => {
    await setInTurn(db(), input);
    return {};
  },
});
