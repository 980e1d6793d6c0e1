import { z } from "zod/mini";
import { businessBySlug } from "@/db/businesses";
import { openConversation } from "@/db/conversations";
import { personNamed, widgetSecretOf } from "@/db/widgets";
import { Refusal } from "@/lib/refusal";
import { unseal } from "@/lib/server/sealing";
import { verifyIdentity } from "@/lib/server/widget-identity";
import { startAsGuest } from "../account/guest";
import { refuseSuspended } from "../account/password";
import { db } from "../database";
import { openOperation } from "../operation";
import { limits } from "../redis";
import { clientAddress } from "../request";
import { refuseIfOff } from "../site-settings";
import { endFrame, enterFrame, frameViewer } from "./frame-session";

const SLUG_LENGTH_MAX = 100;
const TOKEN_LENGTH_MAX = 4_096;

const slug = z.string().check(z.maxLength(SLUG_LENGTH_MAX));

/** A visitor gives a name in the frame, and has a conversation with the business. */
export const enterAsGuest = openOperation({
  input: z.strictObject({ business: slug, name: z.string() }),
  run: async ({ input: { business, name } }) => {
    const { id: businessId } = await businessNamed(business);
    const { id: userId } = await startAsGuest({ name }, await clientAddress());
    return beginAs(userId, businessId);
  },
});

/** The business's server says who looks at the frame: they have their own conversation back, wherever they are. */
export const identify = openOperation({
  input: z.strictObject({ business: slug, token: z.string().check(z.maxLength(TOKEN_LENGTH_MAX)) }),
  run: async ({ input: { business, token } }) => {
    await limits().use("identify", await clientAddress());
    const { id: businessId } = await businessNamed(business);
    const sealed = await widgetSecretOf(db(), businessId);
    if (sealed === null) throw new Refusal("unauthorized");
    const secret = unseal(sealed, { column: "widgets.secret", row: businessId });
    const { sub: subject, name, email = null } = await verifyIdentity(token, secret);
    const { id: userId } = await personNamed(db(), { businessId, subject, name, email });
    await refuseSuspended(userId);
    const before = await frameViewer();
    if (before?.id === userId && before.confinedTo === businessId) return { isNew: false };
    return beginAs(userId, businessId);
  },
});

/** Nobody is known in the frame any more, as when somebody signs out of the page around it. */
export const leaveFrame = openOperation({
  input: z.strictObject({}),
  run: async () => {
    await endFrame();
    return {};
  },
});

async function businessNamed(name: string): Promise<{ id: string }> {
  await refuseIfOff("widget");
  const business = await businessBySlug(db(), name);
  if (!business) throw new Refusal("not-found");
  return business;
}

async function beginAs(userId: string, businessId: string): Promise<{ isNew: boolean }> {
  await openConversation(db(), { businessId, customerId: userId });
  await enterFrame(userId, businessId);
  return { isNew: true };
}
