import { closingsOver, promisesOver } from "@/db/due-steps";
import type { StepCommand } from "@/lib/protocol/step";
import { Refusal } from "@/lib/refusal";
import { takeStep } from "@/lib/server/rooms";
import { CLOCK, isThanks } from "@/lib/work";
import { db } from "../database";
import { roomsOfSite } from "../rooms";

const AT_ONCE_MAX = 50;

/**
 * Completes what was proposed to be done, where the customer said nothing until now. What they did say was an
 * objection, and the room that should have taken it for one failed.
 */
export async function lapseClosings(now: Date): Promise<boolean> {
  const over = await closingsOver(db(), { now, limit: AT_ONCE_MAX });
  await Promise.all(
    over.map(({ id, conversationId, said }) => {
      const isSilent = said.every(({ kind, body }) => kind === "text" && isThanks(body));
      return step(conversationId, { type: "closing:answer", id, wish: isSilent ? "lapse" : "object" });
    }),
  );
  return over.length === AT_ONCE_MAX;
}

/** Tells of promises that were not kept in time. */
export async function missPromises(now: Date): Promise<boolean> {
  const over = await promisesOver(db(), { now, limit: AT_ONCE_MAX });
  await Promise.all(
    over.map(({ id, conversationId }) =>
      step(conversationId, { type: "promise:settle", id, state: "missed" }),
    ),
  );
  return over.length === AT_ONCE_MAX;
}

/** Where somebody was faster, it is as they wished. */
async function step(room: string, command: StepCommand): Promise<void> {
  try {
    await takeStep(roomsOfSite(), { party: "main", room, ...CLOCK }, command);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === "conflict")) throw error;
  }
}
