import { canarysPlace, claimMinute, isStored, keepRun } from "@/db/canary";
import { CANARY_EVERY_MS, CANARY_OWED_MAX, type CanaryRun } from "@/lib/canary";
import { signAccessToken } from "@/lib/server/access-token";
import { fly, type Landing } from "@/lib/server/canary-flight";
import { env } from "@/lib/server/env";
import { recordIncident } from "@/lib/server/incident";
import { log } from "@/lib/server/log";
import { db } from "../database";

/** How often it is looked whether a new minute has begun. */
const LOOK_EVERY_MS = 5_000;

/** In globalThis, because development loads modules anew. */
const kept = globalThis as typeof globalThis & {
  servihubCanary?: { owed: Map<number, CanaryRun>; newest: CanaryRun | null };
};

/** Lets the canary fly each minute for as long as this process lives; of several processes one does. Never throws. */
export async function keepCallingCanary(): Promise<void> {
  await callCanary().catch((error: unknown) => recordIncident("canary", error));
  setTimeout(keepCallingCanary, LOOK_EVERY_MS).unref();
}

/** Lets it fly where nobody did in this minute. Gives back what was found, and nothing where there was nothing to do. */
export async function callCanary(nowMs = Date.now()): Promise<CanaryRun | null> {
  const minute = await claimMinute(db()).catch(() => "unreachable" as const);
  if (minute === null) return null;
  if (minute === "unreachable") return owe(nowMs - (nowMs % CANARY_EVERY_MS));
  const run = { minute: minute.getTime(), isOver: true, ...(await flown()) };
  await keepRun(db(), run);
  await payBack();
  note(run);
  return run;
}

async function flown(): Promise<Landing> {
  const place = await canarysPlace(db()).catch((error: unknown) => {
    recordIncident("canary", error);
    return null;
  });
  if (!place) return { broken: "database", why: "unreachable", took: {} };
  const { conversationId, sessionId } = place;
  return fly({
    ...{ site: env().NEXTAUTH_URL, conversationId },
    accessToken: await signAccessToken({ sessionId }, env().TOKEN_SECRET),
    isStored: (id) => isStored(db(), id),
  });
}

/** Without a database nothing can be written down; it is once there is one again, so that the gap has its name. */
function owe(minute: number): CanaryRun {
  const { owed } = canaryMemory();
  const known = owed.get(minute);
  if (known) return known;
  const run: CanaryRun = {
    ...{ minute, isOver: true, broken: "database", why: "unreachable", took: {} },
  };
  owed.set(minute, run);
  const [oldest] = owed.keys();
  if (owed.size > CANARY_OWED_MAX && oldest !== undefined) owed.delete(oldest);
  note(run);
  return run;
}

async function payBack(): Promise<void> {
  const { owed } = canaryMemory();
  for (const [minute, run] of owed) {
    await keepRun(db(), run);
    owed.delete(minute);
  }
}

/** The log is told when it begins and when it is over, and not each minute. */
function note(run: CanaryRun): void {
  const { broken, why } = run;
  const wasBroken = (canaryMemory().newest?.broken ?? null) !== null;
  if (broken !== null && !wasBroken)
    recordIncident("canary", new Error(`the way of messages is broken at ${broken}: ${why}`));
  if (broken === null && wasBroken) log.warn("canary: the way of messages is whole again");
  canaryMemory().newest = run;
}

/** What this process knows by itself. */
export function canaryMemory() {
  kept.servihubCanary ??= { owed: new Map(), newest: null };
  return kept.servihubCanary;
}
