import { z } from "zod/mini";
import { FRAMES_PER_VISIT_MAX, VISIT_SECONDS_MAX } from "@/lib/protocol/visit";
import { visitRoom } from "@/lib/server/rooms";
import { operation } from "../operation";
import { numberText } from "../query";
import { roomsOfSite } from "../rooms";
import { uuid } from "./access";
import { onRecord, ticketTo } from "./tickets";

const REV_MAX = 2 ** 31 - 1;

/**
 * What changed in a conversation, for those who can keep no line to its room: as over a socket that resumes. With
 * `commands` they say something, as over a socket; what comes of each is among the changes.
 */
export const readChanges = operation({
  input: z.strictObject({
    conversationId: uuid,
    after: z.optional(numberText({ min: 0, max: REV_MAX })),
    /** How many seconds to wait for something to happen where nothing was missed. */
    wait: z.optional(numberText({ min: 0, max: VISIT_SECONDS_MAX })),
    commands: z.optional(z.array(z.unknown()).check(z.minLength(1), z.maxLength(FRAMES_PER_VISIT_MAX))),
  }),
  limit: "changes",
  isOfChat: true,
  permit: (viewer, { conversationId }) => ticketTo(viewer, { conversationId }),
  run: async ({ viewer, input: { conversationId, commands = [], ...input }, grant }) => {
    const ticket = await onRecord(viewer, { conversationId }, grant);
    const frames = commands.map((command) => JSON.stringify(command));
    return visitRoom(roomsOfSite(), ticket, { ...input, frames });
  },
});
