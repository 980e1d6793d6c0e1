import type { z } from "zod/mini";
import { type ActionResult, refuse } from "@/lib/action-result";
import { toRefusal } from "./failure";
import type { Operation } from "./operation";
import { viewer } from "./viewer";

/** The one wrapper of every server action: an operation as the viewer of the page, answered and never thrown. */
export function action<Input extends z.ZodMiniType, Value>(
  operation: Operation<Input, Value>,
): (asked: z.input<Input>) => Promise<ActionResult<Value>> {
  return async (asked) => {
    try {
      return { ok: true, value: await operation(await viewer(), asked) };
    } catch (error) {
      const { code, message } = toRefusal("action", error);
      return refuse(code, message);
    }
  };
}
