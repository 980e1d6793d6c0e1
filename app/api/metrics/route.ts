import { newestFlight } from "@/app/canary/newest";
import { db } from "@/app/database";
import { endpoint } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";
import { roomsOfSite } from "@/app/rooms";
import { backlogOf } from "@/db/backlog";
import { Refusal } from "@/lib/refusal";
import { canaryText } from "@/lib/server/canary-metrics";
import { env } from "@/lib/server/env";
import { metricsText } from "@/lib/server/metrics";
import { figuresOfAll } from "@/lib/server/rooms";
import { isBearerOf } from "@/lib/server/same-secret";

export const dynamic = "force-dynamic";

/** For Prometheus, and nobody else. */
export const GET = endpoint(
  async ({ request }) => {
    if (!isBearerOf(request.headers.get("authorization"), env().METRICS_SECRET))
      throw new Refusal("unauthorized");
    // Where the database is away, what this process counted is still of use.
    const backlog = backlogOf(db()).catch(() => []);
    const [shards, canary] = await Promise.all([figuresOfAll(roomsOfSite()), newestFlight()]);
    return new Response(`${await metricsText(shards, await backlog)}${await canaryText(canary)}`, {
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
    });
  },
  { isOfPrograms: true },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
