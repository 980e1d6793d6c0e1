import { AsyncLocalStorage } from "node:async_hooks";
import type { PolicyName, Standing } from "@/lib/server/rate-limit";
import { within } from "@/lib/server/request-context";

/** How the caller of one request to the API stands with each policy that it was counted by. */
const asked = new AsyncLocalStorage<Map<PolicyName, Standing>>();

/** Answers a request by its id, and tells what it was counted by meanwhile. */
export async function answering<Value>(
  id: string,
  answer: () => Promise<Value>,
): Promise<{ value: Value; standings: Standing[] }> {
  const standings = new Map<PolicyName, Standing>();
  const value = await within({ request: id }, () => asked.run(standings, answer));
  return { value, standings: [...standings.values()] };
}

export function noteStanding(standing: Standing): void {
  asked.getStore()?.set(standing.policy, standing);
}
