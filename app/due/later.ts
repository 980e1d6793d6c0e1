import { accessTo } from "@/db/conversations";
import { type DueMessage, laterDue, settleLater } from "@/db/later";
import type { LaterMessage } from "@/lib/later";
import { isStaff } from "@/lib/permissions";
import { Refusal } from "@/lib/refusal";
import { sendMessage } from "@/lib/server/rooms";
import { db } from "../database";
import { roomsOfSite } from "../rooms";

const AT_ONCE_MAX = 20;

/** Sends what was to be sent until now, each under its id: by however many processes, it is sent once. */
export async function sendDue(now: Date): Promise<boolean> {
  const due = await laterDue(db(), { now, limit: AT_ONCE_MAX });
  const settled: boolean[] = [];
  const failures: unknown[] = [];
  for (const { id } of due) {
    // One that cannot be sent just now holds up nobody else's.
    await settleLater(db(), { id, now }, sendOne).then(
      (isSettled) => settled.push(isSettled),
      (error: unknown) => failures.push(error),
    );
  }
  if (failures.length > 0) throw new AggregateError(failures, "what is due could not be sent");
  return settled.filter(Boolean).length === AT_ONCE_MAX;
}

/** As its writer, based on what they had seen. Why it is not sent is for them to see. */
async function sendOne(due: DueMessage): Promise<LaterMessage["reason"]> {
  const { id, conversationId, userId, name, body, basedOnSeq } = due;
  const access = await accessTo(db(), { conversationId, userId });
  if (!access || !isStaff(access.role)) return "not-allowed";
  const ticket = { party: "main", room: conversationId, userId, name, role: access.role } as const;
  try {
    await sendMessage(roomsOfSite(), ticket, { type: "message:send", id, body, basedOnSeq });
    return null;
  } catch (error) {
    // What cannot be reached is tried again in a moment.
    if (!(error instanceof Refusal) || error.isRetryable) throw error;
    return error.code === "stale" ? "answered" : "not-allowed";
  }
}
