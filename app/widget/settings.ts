import { z } from "zod/mini";
import { endSessions } from "@/db/sessions";
import { setWidget, setWidgetSecret, widgetOf } from "@/db/widgets";
import { seal } from "@/lib/server/sealing";
import { newIdentitySecret } from "@/lib/server/widget-identity";
import { CORNERS, IS_COLOR, ORIGINS_MAX, originOf } from "@/lib/widget";
import { expelWhoIsOver } from "../account/expulsions";
import { audited } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { ownerAccess } from "../inbox/access";
import { operation } from "../operation";

const origin = z.string().check(z.refine((written) => originOf(written) === written));

/** Where the chat of a business may be shown, and how it looks there. */
export const changeWidget = operation({
  input: z.strictObject({
    businessId: uuid,
    origins: z.array(origin).check(
      z.maxLength(ORIGINS_MAX),
      z.refine((all) => new Set(all).size === all.length),
    ),
    color: z.string().check(z.regex(IS_COLOR)),
    corner: z.enum(CORNERS),
  }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ viewer, input }) => {
    const { businessId, origins } = input;
    await audited(
      viewer,
      (tx) => setWidget(tx, input),
      () => ({ kind: "widget.changed", businessId, subjectId: null, detail: { after: origins.join(", ") } }),
    );
    return widgetOf(db(), input.businessId);
  },
});

/** A new secret, told here and never again. Whoever was vouched for by the one before is to be vouched for anew. */
export const renewIdentitySecret = operation({
  input: z.strictObject({ businessId: uuid }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ viewer, input: { businessId } }) => {
    const secret = newIdentitySecret();
    const sealed = seal(secret, { column: "widgets.secret", row: businessId });
    await audited(
      viewer,
      (tx) => setWidgetSecret(tx, { businessId, secret: sealed }),
      () => ({ kind: "widget.secret-renewed", businessId, subjectId: null }),
    );
    await endSessions(db(), { vouchedBy: businessId });
    await expelWhoIsOver();
    return { secret };
  },
});
