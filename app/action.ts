import { revalidatePath } from "next/cache";
import type { z } from "zod/mini";
import { type ActionResult, refuse } from "@/lib/action-result";
import { toRefusal } from "./failure";
import type { Operation } from "./operation";
import { limits } from "./redis";
import { viewer } from "./viewer";

/** The one wrapper of every server action: an operation as the viewer of the page, answered and never thrown. */
export function action<Input extends z.ZodMiniType, Value>(
  operation: Operation<Input, Value>,
): (asked: z.input<Input>) => Promise<ActionResult<Value>> {
  return async (asked) => {
    let who: string | undefined;
    try {
      const caller = await viewer();
      who = caller?.id;
      if (caller) limits().useHere("action", caller.id);
      return { ok: true, value: await operation(caller, asked) };
    } catch (error) {
      const { code, message } = await toRefusal("an action", error, who);
      return refuse(code, message);
    }
  };
}

/** An operation that takes a form: one that works without JavaScript, too, on a page that then shows what came of it. */
export function formAction<Input extends z.ZodMiniType, Value>(
  operation: Operation<Input, Value>,
  page?: "/settings",
): (before: unknown, form: z.input<Input>) => Promise<ActionResult<Value>> {
  const perform = action(operation);
  return async (_before, form) => {
    const result = await perform(form);
    if (page) revalidatePath(page);
    return result;
  };
}
