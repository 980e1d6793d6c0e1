import { z } from "zod/mini";
import { setInTurn } from "@/db/turns";
import { audited } from "../audited";
import { uuid } from "../conversation/access";
import { operation } from "../operation";
import { ownerAccess } from "./access";

/** Whether conversations that wait are given to the members in turn. */
export const setTurns = operation({
  input: z.strictObject({ businessId: uuid, isInTurn: z.boolean() }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ viewer, input }) => {
    const { businessId } = input;
    await audited(
      viewer,
      (tx) => setInTurn(tx, input),
      () => ({ kind: "business.reception-changed", businessId, subjectId: businessId }),
    );
    return {};
  },
});
