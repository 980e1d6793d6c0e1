import { type ActionResult, refuse } from "@/lib/action-result";
import { isRefusalCode, Refusal } from "@/lib/refusal";

/** What a server action gave; throws the Refusal it answered with instead. */
export function granted<Value>(result: ActionResult<Value>): Value {
  if (result.ok) return result.value;
  const { code, message } = result.refusal;
  throw new Refusal(isRefusalCode(code) ? code : "unavailable", { message });
}

/** What a server action answers; where the site cannot be reached that is the answer, instead of an error. */
export function answered<Value>(asked: Promise<ActionResult<Value>>): Promise<ActionResult<Value>> {
  return asked.catch((cause: unknown) => {
    console.warn("the site could not be reached:", cause);
    return refuse("unavailable", "The site cannot be reached just now. Check your connection and try again.");
  });
}
