import { createHash, timingSafeEqual } from "node:crypto";
import { doWhatIsDue } from "@/app/due/due";
import { json } from "@/app/endpoint";
import { refusals } from "@/lib/refusal";
import { env } from "@/lib/server/env";

export const dynamic = "force-dynamic";
/** In seconds; what takes longer is cut off by the platform. */
export const maxDuration = 60;

const WITHIN_MS = 45_000;

/** Does what is due now, for a schedule of the platform where no process of the site lives long enough. */
export async function GET(request: Request): Promise<Response> {
  if (!isScheduled(request.headers.get("authorization"))) {
    const { status, message } = refusals.unauthorized;
    return json({ error: { code: "unauthorized", message } }, { status });
  }
  await doWhatIsDue(WITHIN_MS);
  return json({ status: "ok" });
}

/** Whoever guesses learns nothing from how long it takes, and where no secret is set nobody is let in. */
function isScheduled(authorization: string | null): boolean {
  const secret = env().CRON_SECRET;
  if (secret === undefined || authorization === null) return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(authorization), digest(`Bearer ${secret}`));
}
