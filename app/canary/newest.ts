import { newestRun } from "@/db/canary";
import type { CanaryRun } from "@/lib/canary";
import { db } from "../database";
import { canaryMemory } from "./call";

/** Whoever asks how things stand is not kept by a database that does not answer. */
const WITHIN_MS = 1_000;

/** The newest flight there is on record, or that this process knows of while nothing can be read. */
export async function newestFlight(): Promise<CanaryRun | null> {
  const known = () => canaryMemory().newest;
  const late = new Promise<CanaryRun | null>((resolve) =>
    setTimeout(() => resolve(known()), WITHIN_MS).unref(),
  );
  return Promise.race([newestRun(db()).catch(known), late]);
}
