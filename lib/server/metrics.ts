import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type RoomFigures, STORING_BUCKETS_MS } from "../room-figures";

const REQUEST_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** In globalThis, because routes and actions may be bundled apart, and development loads them anew. */
const kept = globalThis as typeof globalThis & { servihubMetrics?: ReturnType<typeof openMetrics> };

/** Of a request to the API or a server action; gives back what to call with `ok` or the code of its refusal. */
export function requestBegan(kind: "api" | "action"): (code: string) => void {
  kept.servihubMetrics ??= openMetrics();
  const done = kept.servihubMetrics.requests.startTimer({ kind });
  return (code) => void done({ code });
}

/** What this process knows and what each shard of the rooms says, `null` where it does not answer: as Prometheus reads it. */
export async function metricsText(shards: (RoomFigures | null)[]): Promise<string> {
  kept.servihubMetrics ??= openMetrics();
  return `${await kept.servihubMetrics.registry.metrics()}${await roomsText(shards)}`;
}

function openMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "servihub_request_duration_seconds",
    help: "How long requests to the API and server actions took in this process, by what came of them",
    labelNames: ["kind", "code"],
    buckets: REQUEST_BUCKETS_SECONDS,
    registers: [registry],
  });
  return { registry, requests };
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
