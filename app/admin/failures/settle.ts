import { z } from "zod/mini";
import { settleFailures } from "@/db/failures";
import { failureWishes, settledKinds } from "@/lib/failures";
import { Refusal } from "@/lib/refusal";
import { audited } from "../../audited";
import { operation } from "../../operation";
import { adminAccess } from "../access";

const ID_LENGTH_MAX = 80;

const asked = z.strictObject({
  kind: z.enum(settledKinds),
  /** One line; all of the kind without it. */
  id: z.optional(z.string().check(z.maxLength(ID_LENGTH_MAX))),
  wish: z.enum(failureWishes),
});

const inForm = z.pipe(
  z.instanceof(FormData),
  z.transform((form) => ({
    ...{ kind: form.get("kind"), wish: form.get("wish") },
    ...(form.has("id") && { id: form.get("id") }),
  })),
);

/** Has what failed tried again, or forgotten: one line, or all of a kind. What is in somebody's hands is a conflict. */
export const settle = operation({
  input: z.pipe(inForm, asked),
  limit: "action",
  permit: adminAccess,
  run: async ({ viewer, input: { kind, id, wish } }) => {
    const count = await audited(
      viewer,
      (tx) => settleFailures(tx, { kind, id, wish }),
      (settled) => {
        if (settled === 0) return null;
        const retried = kind === "delivery" ? "delivery.retried" : "job.retried";
        return {
          kind: wish === "retry" ? retried : "job.dropped",
          businessId: null,
          subjectId: id ?? null,
          detail: { way: kind, count: settled },
        };
      },
    );
    if (count === 0 && id !== undefined) throw new Refusal("conflict");
    return { to: `/admin/failures?kind=${kind}&wish=${wish}&count=${count}` };
  },
});
