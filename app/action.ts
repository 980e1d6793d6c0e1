import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod/mini";
import { type ActionResult, refuse } from "@/lib/action-result";
import { type HeldForm, typedInto } from "@/lib/held-form";
import { refusalMessage } from "@/lib/refusal-message";
import { within } from "@/lib/server/request-context";
import { inSpan } from "@/lib/server/tracing";
import { calledAction } from "./called-action";
import { caller } from "./caller";
import { toRefusal } from "./failure";
import type { Operation } from "./operation";
import { ownPath } from "./own-path";
import { limits } from "./redis";
import { idOfRequest } from "./request";
import { requestBegan } from "./request-line";

/** The one wrapper of every server action: an operation as the viewer of the page, answered and never thrown. */
export function action<Input extends z.ZodMiniType, Value>(
  operation: Operation<Input, Value>,
): (asked: z.input<Input>) => Promise<ActionResult<Value>> {
  return async (asked) => {
    const head = await headers();
    const request = idOfRequest(head);
    return within({ request }, async () => {
      const route = calledAction(head.get("next-action"));
      const done = requestBegan({ kind: "action", method: "POST", route });
      let who: string | undefined;
      try {
        const viewer = await caller();
        who = viewer?.id;
        if (viewer) limits().useHere("action", viewer.id);
        const span = { "servihub.request": request };
        const value = await inSpan(`operation ${route}`, span, () => operation(viewer, asked));
        done({ code: "ok", status: 200 });
        return { ok: true, value };
      } catch (error) {
        const refusal = await toRefusal(`action ${route}`, error, who);
        done(refusal);
        return refuse(refusal.code, refusalMessage(refusal));
      }
    });
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

/** An operation that takes a form without JavaScript, and leads to another page once it is done. */
export function leadingAction(
  operation: Operation<z.ZodMiniType<unknown, FormData>, { to: string }>,
): (before: HeldForm | null, form: FormData) => Promise<HeldForm> {
  const perform = action(operation);
  return async (_before, form) => {
    const result = await perform(form);
    if (result.ok) redirect(ownPath(result.value.to));
    // It may be asked by anybody, with anything.
    return { refusal: result.refusal, typed: form instanceof FormData ? typedInto(form) : {} };
  };
}
