import { revalidatePath } from "next/cache";
import type { z } from "zod/mini";
import { type ActionResult, refuse } from "@/lib/action-result";
import { requestBegan } from "@/lib/server/metrics";
import { caller } from "./caller";
import { toRefusal } from "./failure";
import type { Operation } from "./operation";
import { limits } from "./redis";

/** The one wrapper of every server action: an operation as the viewer of the page, answered and never thrown. */
export function action<Input extends z.ZodMiniType, Value>(
  operation: Operation<Input, Value>,
): (asked: z.input<Input>) => Promise<ActionResult<Value>> {
  return async (asked) => {
    const done = requestBegan("action");
    let who: string | undefined;
    try {
      const viewer = await caller();
      who = viewer?.id;
      if (viewer) limits().useHere("action", viewer.id);
      const value = await operation(viewer, asked);
      done("ok");
      return { ok: true, value };
    } catch (error) {
      const { code, message } = await toRefusal("an action", error, who);
      done(code);
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
