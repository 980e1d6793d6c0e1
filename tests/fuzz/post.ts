import type { Person } from "../support/cast";
import type { Stage } from "./stage";

/** Settles when the room has taken the request, with a promise of its answer. */
export async function post(stage: Stage, person: Person, conversationId: string, command: unknown) {
  const house = stage.chance.pick(stage.houses) ?? stage.house;
  const { answered } = await house.post({ party: "main", room: conversationId, ...person }, command);
  // A body is read in several turns of the event loop.
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  return { answered };
}
