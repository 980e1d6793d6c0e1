import { z } from "zod/mini";
import { laterIn, planLater, takeBackLater } from "@/db/later";
import { standingOf } from "@/db/standing";
import { LATER_WITHIN_MS, type LaterList } from "@/lib/later";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { saysSomething, send } from "@/lib/protocol/command";
import { Refusal } from "@/lib/refusal";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { toWriteIn } from "./drafts";

/** What the viewer has planned to send in a conversation, and what of it was not sent. */
export const readLater = operation({
  input: z.strictObject({ conversationId: uuid }),
  permit: toWriteIn,
  run: async ({ viewer, input }): Promise<LaterList> => {
    const [messages, standing] = await Promise.all([
      laterIn(db(), { ...input, userId: viewer.id }),
      standingOf(db(), input.conversationId),
    ]);
    if (!standing) throw new Refusal("not-found");
    return { messages, timeZone: standing.timeZone };
  },
});

/** Has it sent then, unless somebody else says something before; planned again, what was taken back. */
export const sendLater = operation({
  input: z.strictObject({
    ...{ conversationId: uuid, id: uuid, body: send.shape.body, sendAt: z.iso.datetime() },
    basedOnSeq: z.nonoptional(send.shape.basedOnSeq),
  }),
  limit: "action",
  permit: toWriteIn,
  run: async ({ viewer, input: { sendAt, ...input } }) => {
    if (input.body.length > BODY_LENGTH_MAX) throw new Refusal("too-long");
    const at = new Date(sendAt);
    if (!saysSomething(input) || at.getTime() > Date.now() + LATER_WITHIN_MS)
      throw new Refusal("bad-command");
    const planned = await planLater(db(), { ...input, sendAt: at, userId: viewer.id });
    if (planned === "full") throw new Refusal("too-many");
    if (planned === "taken") throw new Refusal("conflict");
    return {};
  },
});

/** Has it not sent, and forgets what was not; `conflict` where it is sent already. */
export const keepFromSending = operation({
  input: z.strictObject({ conversationId: uuid, id: uuid }),
  permit: toWriteIn,
  run: async ({ viewer, input }) => {
    if (!(await takeBackLater(db(), { ...input, userId: viewer.id }))) throw new Refusal("conflict");
    return {};
  },
});
