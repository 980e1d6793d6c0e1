import { z } from "zod/mini";
import { addApiToken, isApiTokenOf } from "@/db/api-tokens";
import { API_TOKEN_NAME_LENGTH_MAX, type ApiToken, apiScopes, apiTokenDays } from "@/lib/api-token";
import { isDisguised } from "@/lib/legible";
import { storableText } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { audited, type Done } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import type { Viewer } from "../viewer";
import { endToken } from "./leaving";

const name = storableText.check(
  z.trim(),
  z.minLength(1),
  z.maxLength(API_TOKEN_NAME_LENGTH_MAX),
  z.refine((text) => !isDisguised(text)),
);
const asked = z.pipe(
  z.instanceof(FormData),
  z.transform((form) => ({
    name: form.get("name"),
    scopes: form.getAll("scope"),
    days: form.get("days") === "" ? null : Number(form.get("days")),
  })),
);

const which = z.pipe(
  z.instanceof(FormData),
  z.transform((form) => ({ id: form.get("id") })),
);

/** The token itself is told here, and never again. */
export const makeApiToken = operation({
  input: z.pipe(
    asked,
    z.object({
      name,
      scopes: z.array(z.enum(apiScopes)).check(
        z.minLength(1),
        z.refine((scopes) => new Set(scopes).size === scopes.length),
      ),
      days: z.nullable(z.literal(apiTokenDays)),
    }),
  ),
  limit: "token",
  permit: hasAccount,
  run: async ({ viewer, input }) => {
    const made = await audited(
      viewer,
      (tx) => addApiToken(tx, { userId: viewer.id, ...input }),
      (one) => (one === "too-many" ? null : told(one.token)),
    );
    if (made === "too-many") throw new Refusal("too-many");
    return made;
  },
});

/** It holds no more from now on, and what it opened is closed. */
export const endApiToken = operation({
  input: z.pipe(which, z.object({ id: uuid })),
  limit: "action",
  permit: async (viewer, { id }) => {
    if (!(await isApiTokenOf(db(), { userId: viewer.id, id }))) throw new Refusal("not-found");
  },
  run: async ({ viewer, input: { id } }) => {
    await endToken(viewer, { businessId: null, id });
    return {};
  },
});

function told({ id, name, scopes, expiresAt }: ApiToken): Done {
  const detail = { name, scopes: scopes.join(", "), ...(expiresAt && { until: expiresAt }) };
  return { kind: "token.made", businessId: null, subjectId: id, detail };
}

/** Guests are whoever holds their browser's cookie; a token would outlive that. */
function hasAccount(viewer: Viewer): void {
  if (viewer.isGuest) throw new Refusal("forbidden");
}
