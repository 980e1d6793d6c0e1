import { Refusal, type RefusalCode } from "../lib/refusal";

/** What anyone may know of a failure; what nobody expected goes to the log. */
export function codeOf(error: unknown): RefusalCode {
  if (error instanceof Refusal) return error.code;
  console.error("unexpected in a conversation room:", error);
  return "unavailable";
}
