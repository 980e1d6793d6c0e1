import type { Person } from "../support/cast";
import { bodyRead } from "./house";
import type { Stage } from "./stage";

/** Settles when the room has taken the request, with a promise of its answer. */
export async function post(stage: Stage, person: Person, conversationId: string, command: unknown) {
  const house = stage.chance.pick(stage.houses) ?? stage.house;
  const { answered } = await house.post({ party: "main", room: conversationId, ...person }, command);
  await bodyRead();
  return { answered };
}
