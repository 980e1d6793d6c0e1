import { Gauge, Registry } from "prom-client";
import { type CanaryRun, canaryHops } from "../canary";

/** How the newest flight of the canary went, as Prometheus reads it; without one there is nothing to say. */
export async function canaryText(run: CanaryRun | null): Promise<string> {
  if (!run) return "";
  const registry = new Registry();
  const options = (name: string, help: string) => ({
    ...{ name: `servihub_canary_${name}`, help, registers: [registry] },
  });
  new Gauge(options("up", "Whether the newest canary came through")).set(run.broken === null ? 1 : 0);
  new Gauge(options("flown_timestamp_seconds", "The minute in which the newest canary flew")).set(
    run.minute / 1_000,
  );
  const broken = new Gauge({ ...options("broken", "At which hop it broke"), labelNames: ["hop"] });
  const took = new Gauge({ ...options("hop_seconds", "How long each hop took"), labelNames: ["hop"] });
  for (const hop of canaryHops) {
    broken.set({ hop }, run.broken === hop ? 1 : 0);
    const ms = run.took[hop];
    if (ms !== undefined) took.set({ hop }, ms / 1_000);
  }
  return `\n${await registry.metrics()}`;
}
