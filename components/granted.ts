import type { ActionResult } from "@/lib/action-result";
import { isRefusalCode, Refusal } from "@/lib/refusal";

/** What a server action gave; throws the Refusal it answered with instead. */
export function granted<Value>(result: ActionResult<Value>): Value {
  if (result.ok) return result.value;
  const { code, message } = result.refusal;
  throw new Refusal(isRefusalCode(code) ? code : "unavailable", { message });
}
