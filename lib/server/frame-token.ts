import { z } from "zod/mini";
import { type Kind, signToken, verifyToken } from "./signed-token";

export const FRAME_TOKEN_TTL_SECONDS = 30 * 24 * 60 * 60;

const grant = z.object({ sessionId: z.uuid() });

const kind: Kind<typeof grant> = { audience: "frame", ttlSeconds: FRAME_TOKEN_TTL_SECONDS, claims: grant };

/** What the frame of a widget keeps of its sign-in. */
export function signFrameToken(sessionId: string, secret: string): Promise<string> {
  return signToken(kind, { sessionId }, secret);
}

/** Throws `unauthorized` for whatever is not a frame's token of ours that still holds. */
export function verifyFrameToken(token: string, secret: string): Promise<{ sessionId: string }> {
  return verifyToken(kind, token, secret);
}
