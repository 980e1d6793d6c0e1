import { randomBytes } from "node:crypto";
import { describeError } from "./described-error";
import { log } from "./log";
import { countIncident } from "./metrics";

const ID_BYTES = 4;

/**
 * Logs what nobody expected, and gives back the short id to find it by. Never the message of a failed query
 * or its details: they quote what people wrote.
 */
export function recordIncident(where: string, error: unknown): string {
  const id = randomBytes(ID_BYTES).toString("hex");
  countIncident(error);
  log.error("incident", { incident: id, where, error: describeError(error) });
  return id;
}
