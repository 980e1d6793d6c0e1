import type { RefusalCode } from "@/lib/refusal";
import type { AccountProblem } from "./sign-in-problem";

/** What a refusal means to somebody who registers. */
export function registerProblem(code: RefusalCode): AccountProblem {
  switch (code) {
    case "conflict":
      return "taken";
    case "bad-command":
    case "too-long":
      return "not-a-person";
    case "too-many":
    case "off":
      return code;
    default:
      return "unavailable";
  }
}
