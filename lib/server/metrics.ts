import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type RoomFigures, STORING_BUCKETS_MS } from "../room-figures";

const ROUND_BUCKETS_SECONDS = [0.01, 0.05, 0.25, 1, 5, 30];
const REQUEST_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** In globalThis, because routes and actions may be bundled apart, and development loads them anew. */
const kept = globalThis as typeof globalThis & { servihubMetrics?: ReturnType<typeof openMetrics> };

/** A request to the API or a server action, as it is counted; `code` is `ok` or that of its refusal. */
export interface CountedRequest {
  kind: "api" | "action";
  method: string;
  /** A pattern, of which there are as many as there are routes. */
  route: string;
  status: number;
  code: string;
  seconds: number;
}

export function countRequest({ kind, method, route, status, code, seconds }: CountedRequest): void {
  const { durations, requests, routeSeconds } = counts();
  durations.observe({ kind, code }, seconds);
  requests.inc({ kind, method, route, status });
  routeSeconds.inc({ kind, method, route }, seconds);
}

export function countLimit(policy: string): void {
  counts().limits.inc({ policy });
}

/** By what the error is called by: its code, else the name of its kind. */
export function countIncident(error: unknown): void {
  counts().incidents.inc({ code: errorCodeOf(error) });
}

export function countSignInFailure(way: "password" | "oauth"): void {
  counts().signInFailures.inc({ way });
}

/** A round of what is due by itself. */
export function countRound(job: string, seconds: number): void {
  counts().rounds.observe({ job }, seconds);
}

/**
 * What this process knows and what each shard of the rooms says, `null` where it does not answer, and how late the
 * oldest is of what waits in each queue: as Prometheus reads it.
 */
export async function metricsText(
  shards: (RoomFigures | null)[],
  backlog: { queue: string; seconds: number }[],
): Promise<string> {
  return `${await counts().registry.metrics()}${await backlogText(backlog)}${await roomsText(shards)}`;
}

/** All processes would say the same of it: it is read from the database each time. */
async function backlogText(backlog: { queue: string; seconds: number }[]): Promise<string> {
  const registry = new Registry();
  const late = new Gauge({
    name: "servihub_backlog_seconds",
    help: "How long ago the oldest was due that waits, by what it waits for",
    labelNames: ["queue"],
    registers: [registry],
  });
  for (const { queue, seconds } of backlog) late.set({ queue }, seconds);
  return `\n${await registry.metrics()}`;
}

const CODE = /^[\w-]{1,40}$/;

function errorCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  // What a refusal hides is what went wrong.
  if (error.name === "Refusal" && error.cause !== undefined) return errorCodeOf(error.cause);
  const code = "code" in error ? String(error.code) : error.name;
  return CODE.test(code) ? code : "unknown";
}

function counts() {
  kept.servihubMetrics ??= openMetrics();
  return kept.servihubMetrics;
}

function openMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `servihub_${name}`, help, labelNames, registers });
  return {
    registry,
    durations: new Histogram({
      name: "servihub_request_duration_seconds",
      help: "How long requests to the API and server actions took in this process, by what came of them",
      labelNames: ["kind", "code"],
      buckets: REQUEST_BUCKETS_SECONDS,
      registers,
    }),
    rounds: new Histogram({
      name: "servihub_due_round_seconds",
      help: "How long this process took to do what was due, each time, by what it was",
      labelNames: ["job"],
      buckets: ROUND_BUCKETS_SECONDS,
      registers,
    }),
    requests: counter("requests_total", "Requests to the API and server actions, by route and status", [
      ...(["kind", "method", "route", "status"] as const),
    ]),
    routeSeconds: counter("route_seconds_total", "How long requests took in all, by route", [
      ...(["kind", "method", "route"] as const),
    ]),
    limits: counter("limits_hit_total", "Uses that were refused as too many, by policy", ["policy"]),
    incidents: counter("incidents_total", "What nobody expected, by the code of the error", ["code"]),
    signInFailures: counter(
      "sign_in_failures_total",
      "Sign-ins with a wrong password, or by an account that is not linked",
      ["way"],
    ),
  };
}

/** Made anew each time: these are the rooms' own counts, and not this process's. */
async function roomsText(shards: (RoomFigures | null)[]): Promise<string> {
  const registry = new Registry();
  const options = (name: string, help: string) => ({
    ...{ name: `servihub_${name}`, help, labelNames: ["shard"], registers: [registry] },
  });
  const gauges = {
    up: new Gauge(options("rooms_up", "Whether the rooms of a shard answer")),
    rooms: new Gauge(options("rooms", "Rooms with somebody in them")),
    sockets: new Gauge(options("sockets", "Sockets of people, and streams of events")),
    followers: new Gauge(options("followers", "Lists and relays that hear from the rooms")),
  };
  const counters = {
    messages: new Counter(options("messages_total", "Messages stored")),
    failures: new Counter(options("batch_failures_total", "Batches that could not be stored")),
  };
  for (const [n, figures] of shards.entries()) {
    const shard = { shard: String(n) };
    gauges.up.set(shard, figures ? 1 : 0);
    if (!figures) continue;
    for (const name of ["rooms", "sockets", "followers"] as const) gauges[name].set(shard, figures[name]);
    for (const name of ["messages", "failures"] as const) counters[name].inc(shard, figures[name]);
  }
  return `\n${await registry.metrics()}\n${storingText(shards)}`;
}

/** A histogram that others counted, for which the library has no form. */
function storingText(shards: (RoomFigures | null)[]): string {
  const name = "servihub_storing_duration_seconds";
  const lines = shards.flatMap((figures, n) => {
    if (!figures) return [];
    const { within, batches, storingMs } = figures;
    const bounds = [...STORING_BUCKETS_MS.map((ms) => String(ms / 1_000)), "+Inf"];
    return [
      ...bounds.map((le, b) => `${name}_bucket{shard="${n}",le="${le}"} ${within[b] ?? batches}`),
      `${name}_sum{shard="${n}"} ${storingMs / 1_000}`,
      `${name}_count{shard="${n}"} ${batches}`,
    ];
  });
  return [`# HELP ${name} How long batches took to be stored`, `# TYPE ${name} histogram`, ...lines, ""].join(
    "\n",
  );
}
