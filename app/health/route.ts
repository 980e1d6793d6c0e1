import { sql } from "drizzle-orm";
import { otherMethods } from "@/app/other-methods";
import { type CanaryRun, canaryState, flightMs } from "@/lib/canary";
import { TICKET_TTL_SECONDS } from "@/lib/protocol/ticket";
import { env } from "@/lib/server/env";
import { newestFlight } from "../canary/newest";
import { db } from "../database";
import { redis } from "../redis";

export const dynamic = "force-dynamic";

const ANSWER_TIMEOUT_MS = 1_000;
/** Half of what a ticket holds. Further apart, the rooms soon turn away whoever the site sends. */
const CLOCKS_APART_MAX_MS = (TICKET_TTL_SECONDS * 1_000) / 2;

/** Whether each part answers; the rooms are `skewed` where their clock is another than this one. Without Redis everything but limits and last seen works, so that alone is no 503. */
export async function GET(): Promise<Response> {
  const [database, cache, rooms, flight] = await Promise.all([
    answers(() => db().execute(sql`select 1`)),
    answers(() => redis().ping()),
    answers(async () => {
      const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
      const response = await fetch(new URL("/health", env().ROOMS_URL), { cache: "no-store", signal });
      if (!response.ok) throw new Error(`The rooms answered ${response.status}`);
      const apartMs = Math.abs(Date.parse(response.headers.get("date") ?? "") - Date.now());
      return apartMs > CLOCKS_APART_MAX_MS ? "skewed" : "ok";
    }),
    newestFlight(),
  ]);
  const parts = { database, redis: cache, rooms };
  const isUp = database === "ok" && rooms === "ok";
  const status = !isUp ? "down" : cache === "ok" ? "ok" : "degraded";
  return Response.json(
    { status, parts, canary: figuresOf(flight) },
    { status: isUp ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

/** It decides nothing here: whoever asks wants to know whether this process can be sent people. */
function figuresOf(flight: CanaryRun | null) {
  if (!flight) return { state: canaryState(null, Date.now()) };
  const { minute, broken } = flight;
  return {
    state: canaryState(flight, Date.now()),
    at: new Date(minute).toISOString(),
    broken,
    ms: flightMs(flight),
  };
}

type State = "ok" | "down" | "skewed";

/** What a part says of itself, or `ok` where it says anything. */
async function answers(ask: () => Promise<unknown>): Promise<State> {
  const late = new Promise<"down">((resolve) => setTimeout(resolve, ANSWER_TIMEOUT_MS, "down").unref());
  const asked = ask().then(
    (said) => (said === "skewed" ? said : ("ok" as const)),
    () => "down" as const,
  );
  return Promise.race([asked, late]);
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
