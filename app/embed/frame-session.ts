import { cookies } from "next/headers";
import { startSession } from "@/db/sessions";
import { env } from "@/lib/server/env";
import { FRAME_TOKEN_TTL_SECONDS, signFrameToken, verifyFrameToken } from "@/lib/server/frame-token";
import { signOut } from "../account/leaving";
import { db } from "../database";
import { whence } from "../request";
import { type Viewer, viewerOf } from "../viewer";

const COOKIE = "__Host-servihub-frame";

/** Browsers keep it apart for each site that shows the frame, and give it to no page of ours that stands alone. */
const KEPT_APART = {
  httpOnly: true,
  secure: true,
  sameSite: "none",
  partitioned: true,
  path: "/",
} as const;

/** Who is known in the frame of the page that shows it; they may see one business's chat and nothing else. */
export async function frameViewer(): Promise<Viewer | null> {
  const token = (await cookies()).get(COOKIE)?.value;
  if (token === undefined) return null;
  const known = await verifyFrameToken(token, env().TOKEN_SECRET).catch(() => null);
  const viewer = known && (await viewerOf(known.sessionId));
  return viewer?.confinedTo ? viewer : null;
}

/** From here on the frame is theirs; whoever it was before is signed out. */
export async function enterFrame(userId: string, businessId: string): Promise<void> {
  await endFrame();
  const { id } = await startSession(db(), userId, { confinedTo: businessId, ...(await whence()) });
  const token = await signFrameToken(id, env().TOKEN_SECRET);
  (await cookies()).set(COOKIE, token, { ...KEPT_APART, maxAge: FRAME_TOKEN_TTL_SECONDS });
}

export async function endFrame(): Promise<void> {
  const before = await frameViewer();
  if (before) await signOut(before.sessionId);
  (await cookies()).set(COOKIE, "", { ...KEPT_APART, maxAge: 0 });
}
