import { Refusal } from "@/lib/refusal";
import { recordIncident } from "@/lib/server/incident";
import { logRefusal } from "@/lib/server/refusal-log";
import { clientAddress } from "./request";

/**
 * What people are told of an error: a refusal as it is, anything unexpected only as a number to ask about.
 * `who` asked, where that is known.
 */
export async function toRefusal(where: string, error: unknown, who?: string): Promise<Refusal> {
  if (error instanceof Refusal && error.code !== "unavailable") {
    logRefusal({ code: error.code, where, who: who ?? (await clientAddress()) });
    return error;
  }
  const incident = recordIncident(where, error);
  return new Refusal("unavailable", { message: `Not reachable right now. (${incident})`, cause: error });
}
