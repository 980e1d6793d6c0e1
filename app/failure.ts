import { Refusal } from "@/lib/refusal";
import { recordIncident } from "@/lib/server/incident";

/** What people are told of an error: a refusal as it is, anything unexpected only as a number to ask about. */
export function toRefusal(where: string, error: unknown): Refusal {
  if (error instanceof Refusal && error.code !== "unavailable") return error;
  const incident = recordIncident(where, error);
  return new Refusal("unavailable", { message: `Not reachable right now. (${incident})`, cause: error });
}
