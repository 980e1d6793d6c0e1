import { type RefusalCode, refusals } from "./refusal";

/** What a server action answers: errors that it threw would reach the browser without their words. */
export type ActionResult<Value> =
  | { ok: true; value: Value }
  | { ok: false; refusal: { code: RefusalCode; message: string; retryable: boolean } };

export function refuse(code: RefusalCode, message: string): ActionResult<never> {
  return { ok: false, refusal: { code, message, retryable: refusals[code].retryable } };
}
