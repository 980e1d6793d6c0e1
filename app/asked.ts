import { AsyncLocalStorage } from "node:async_hooks";
import type { PolicyName, Standing } from "@/lib/server/rate-limit";

/** What belongs to one request to the API, wherever of what is done for it somebody asks. */
interface Asked {
  requestId: string;
  /** How its caller stands with each policy that it was counted by. */
  standings: Map<PolicyName, Standing>;
}

const asked = new AsyncLocalStorage<Asked>();

/** Answers a request by its id, and tells what it was counted by meanwhile. */
export async function answering<Value>(
  id: string,
  answer: () => Promise<Value>,
): Promise<{ value: Value; standings: Standing[] }> {
  const request: Asked = { requestId: id, standings: new Map() };
  const value = await asked.run(request, answer);
  return { value, standings: [...request.standings.values()] };
}

/** Nothing of what is no request to the API. */
export function requestId(): string | undefined {
  return asked.getStore()?.requestId;
}

export function noteStanding(standing: Standing): void {
  asked.getStore()?.standings.set(standing.policy, standing);
}
