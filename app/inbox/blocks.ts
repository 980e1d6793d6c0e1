import { v5 as uuidOf } from "uuid";
import { z } from "zod/mini";
import { conversationsWith, type OwedBlock, owedBlocks, setBlock, settleBlock } from "@/db/blocks";
import { BLOCK_REASON_LENGTH_MAX, BLOCKED_FOR_MAX_MS } from "@/lib/block";
import { storableText } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { recordIncident } from "@/lib/server/incident";
import { tellBlock } from "@/lib/server/rooms";
import { CLOCK, notesIdOf } from "@/lib/work";
import { audited } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { roomsOfSite } from "../rooms";
import { customerFor } from "./customer";
import { tellMembers } from "./news";

const AT_ONCE_MAX = 50;

/**
 * Has the customer of a conversation blocked, or not any more: in all their conversations with the business. `rev` is
 * the change that is taken back; where somebody changed it again, that is a `conflict`.
 */
export const blockCustomer = operation({
  input: z.strictObject({
    conversationId: uuid,
    block: z.nullable(
      z.strictObject({
        until: z.nullable(z.iso.datetime()),
        reason: storableText.check(z.trim(), z.maxLength(BLOCK_REASON_LENGTH_MAX)),
      }),
    ),
    rev: z.optional(z.int()),
  }),
  limit: "action",
  permit: customerFor("customer:change"),
  run: async ({ viewer, input: { block, rev }, grant }) => {
    const nowMs = Date.now();
    const forMs = block?.until ? Date.parse(block.until) - nowMs : 1;
    if (forMs <= 0 || forMs > BLOCKED_FOR_MAX_MS) throw new Refusal("bad-command");
    const { businessId, customerId } = grant;
    const done = await audited(
      viewer,
      (tx) => setBlock(tx, { ...grant, by: viewer.id, block, rev, nowMs }),
      (set) =>
        set && {
          ...{ kind: block ? "customer.blocked" : "customer.unblocked", businessId, subjectId: customerId },
          detail: block ? { reason: block.reason, ...(block.until && { until: block.until }) } : {},
        },
    );
    if (!done) throw new Refusal("conflict");
    // What could not be told is on record, and told within seconds (app/due).
    await tellBlocks().catch((error: unknown) => recordIncident("a block", error));
    return done;
  },
});

/** Has rooms and notes told of what was blocked, and what is not any more. */
export async function tellBlocks(): Promise<boolean> {
  const owed = await owedBlocks(db(), AT_ONCE_MAX);
  await Promise.all(owed.map(tell));
  return owed.length === AT_ONCE_MAX;
}

async function tell(owed: OwedBlock): Promise<void> {
  const { state, reason, by } = owed;
  const rooms = await conversationsWith(db(), owed);
  await Promise.all(
    rooms.map(({ id: room }) =>
      tellBlock(roomsOfSite(), { party: "main", room, ...CLOCK }, { type: "block:set", ...state }),
    ),
  );
  const direct = rooms.find(({ kind }) => kind === "direct");
  if (direct) {
    const room = notesIdOf(direct.id);
    const id = uuidOf(`block ${state.rev}`, room);
    const block = state.block && { ...state.block, reason };
    const ticket = { party: "main", room, ...CLOCK, ...by } as const;
    await tellBlock(roomsOfSite(), ticket, { type: "block:tell", id, block });
  }
  await tellMembers(owed.businessId, { type: "customer:changed", customerId: owed.customerId });
  await settleBlock(db(), owed);
}
