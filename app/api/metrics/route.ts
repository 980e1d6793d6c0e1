import { roomsOfSite } from "@/app/rooms";
import { refusals } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { metricsText } from "@/lib/server/metrics";
import { figuresOf } from "@/lib/server/rooms";
import { isSameSecret } from "@/lib/server/same-secret";
import { json } from "../../endpoint";

export const dynamic = "force-dynamic";

/** For Prometheus, and nobody else. */
export async function GET(request: Request): Promise<Response> {
  const given = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (given === undefined || !isSameSecret(given, env().METRICS_SECRET)) {
    const { status, message } = refusals.unauthorized;
    return json({ error: { code: "unauthorized", message } }, { status });
  }
  const rooms = roomsOfSite();
  const asked = Array.from({ length: rooms.shards }, (_, shard) => figuresOf(rooms, shard).catch(() => null));
  return new Response(await metricsText(await Promise.all(asked)), {
    headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
  });
}
