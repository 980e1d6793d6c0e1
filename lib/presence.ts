import { z } from "zod/mini";

export const status = z.enum(["online", "away", "offline"]);
export type Status = z.infer<typeof status>;

/** `GET /api/presence/:userId` */
export const presence = z.object({ status, lastSeenAt: z.nullable(z.iso.datetime()) });
export type Presence = z.infer<typeof presence>;
export const NOT_SEEN: Presence = { status: "offline", lastSeenAt: null };
