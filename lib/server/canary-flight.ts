import { randomUUID } from "node:crypto";
import { CANARY_HOP_WITHIN_MS, type CanaryHop, type CanaryTimes } from "../canary";
import { Refusal } from "../refusal";
import { addressOf, CanaryLine } from "./canary-line";

const PROBE_WITHIN_MS = 2_000;

export interface Flight {
  /** Where people reach the site. */
  site: string;
  conversationId: string;
  accessToken: string;
  /** Whether a message is in the database, as this process reads it; throws where it cannot. */
  isStored: (id: string) => Promise<boolean>;
  withinMs?: number;
}

export interface Landing {
  broken: CanaryHop | null;
  why: string | null;
  took: CanaryTimes;
}

/**
 * Sends a message as a person's browser would, over the site, a ticket and a room, and has it heard on a second line.
 * Never throws: where it comes to grief it says at which hop, and why.
 */
export async function fly(flight: Flight): Promise<Landing> {
  const took: CanaryTimes = {};
  const lines: CanaryLine[] = [];
  const id = randomUUID();
  const at: { hop: CanaryHop } = { hop: "site" };
  const hop = async <Value>(name: CanaryHop, way: () => Promise<Value>): Promise<Value> => {
    at.hop = name;
    const beganAt = performance.now();
    const value = await way();
    took[name] = tenths(performance.now() - beganAt);
    return value;
  };
  try {
    await travel(flight, { hop, lines, id, took });
    return { broken: null, why: null, took };
  } catch (error) {
    return { broken: await blamed(flight, at.hop, id), why: reasonOf(error), took };
  } finally {
    for (const line of lines) line.hangUp();
  }
}

type Hop = <Value>(name: CanaryHop, way: () => Promise<Value>) => Promise<Value>;

async function travel(
  { site, conversationId, accessToken, isStored, withinMs = CANARY_HOP_WITHIN_MS }: Flight,
  { hop, lines, id, took }: { hop: Hop; lines: CanaryLine[]; id: string; took: CanaryTimes },
): Promise<void> {
  await hop("site", async () => {
    const answer = await fetch(new URL("/healthz", site), {
      cache: "no-store",
      signal: AbortSignal.timeout(withinMs),
    });
    // What it says of other parts is theirs to be blamed for.
    await answer.json();
  });
  const ticket = () => addressOf(site, { conversationId, accessToken, withinMs });
  const [mine, others] = await hop("ticket", () => Promise.all([ticket(), ticket()]));
  const speaker = new CanaryLine(mine, withinMs);
  const listener = new CanaryLine(others, withinMs);
  lines.push(speaker, listener);
  await hop("room", () => Promise.all(lines.map((line) => line.open(withinMs))));
  // A room that takes calls and welcomes nobody waits for its ledger; what that takes is told below.
  await hop("ledger", () => Promise.all(lines.map((line) => line.hears("welcome", withinMs))));
  const isIt = ({ message }: { message: { id: string } }) => message.id === id;
  const sentAt = performance.now();
  const heard = listener.hears("message:new", 2 * withinMs, isIt).then(() => performance.now() - sentAt);
  // It is waited for below; until then nobody is to be told that it failed.
  heard.catch(() => {});
  await hop("ledger", () => {
    speaker.say({ type: "message:send", id, body: `canary ${id}` });
    return speaker.hears("message:new", withinMs, isIt);
  });
  await hop("database", async () => {
    if (!(await isStored(id))) throw new Error("acknowledged and not stored");
  });
  took.telling = tenths(await hop("telling", () => heard));
}

/** A hop that broke may only have stood before the one that did: a room without its ledger, a site without a database. */
async function blamed({ isStored }: Flight, hop: CanaryHop, id: string): Promise<CanaryHop> {
  if (hop === "site" || hop === "telling") return hop;
  const late = new Promise<"late">((resolve) => setTimeout(resolve, PROBE_WITHIN_MS, "late").unref());
  const stored = await Promise.race([isStored(id), late]).catch(() => "late" as const);
  if (stored === "late") return "database";
  return hop === "ledger" && stored ? "telling" : hop;
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  if (!(error instanceof Error)) return "unknown";
  const { cause } = error;
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.name === "Error" ? error.message.slice(0, 80) : error.name;
}
