import { doWhatIsDue } from "@/app/due/due";
import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { isBearerOf } from "@/lib/server/same-secret";

export const dynamic = "force-dynamic";
/** In seconds; what takes longer is cut off by the platform. */
export const maxDuration = 60;

const WITHIN_MS = 45_000;

/** Does what is due now, for a schedule of the platform where no process of the site lives long enough. */
export const GET = endpoint(
  async ({ request }) => {
    if (!isBearerOf(request.headers.get("authorization"), env().CRON_SECRET))
      throw new Refusal("unauthorized");
    await doWhatIsDue(WITHIN_MS);
    return json({ status: "ok" });
  },
  { isOfPrograms: true },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
