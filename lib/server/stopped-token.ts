import { z } from "zod/mini";
import { signToken, verifyToken } from "./signed-token";

/** As long as somebody may take back what they just did. */
export const TTL_SECONDS = 5 * 60;

const claims = z.object({
  businessId: z.uuid(),
  userId: z.uuid(),
  kept: z.object({
    topicIds: z.nullable(z.array(z.uuid())),
    isPushed: z.boolean(),
    mailAddress: z.nullable(z.string()),
    mailConfirmedAt: z.nullable(z.coerce.date()),
    readSeq: z.int(),
    readRev: z.int(),
  }),
});
type Stopped = z.infer<typeof claims>;
const kind = { audience: "stopped-following", ttlSeconds: TTL_SECONDS, claims };

/** What somebody had who stopped following: nothing of it is kept here, and with this they have it back for a while. */
export function signStopped(stopped: Stopped, secret: string): Promise<string> {
  return signToken(kind, stopped, secret);
}

/** Throws `unauthorized` for whatever we did not sign, or signed too long ago. */
export function verifyStopped(token: string, secret: string): Promise<Stopped> {
  return verifyToken(kind, token, secret);
}
