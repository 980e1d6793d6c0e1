import { Refusal } from "@/lib/refusal";

/** For what a page asks for by its address: `null` where there is nothing, and nothing comes of asking again. */
export function whyNone(error: unknown): null {
  if (error instanceof Refusal && !error.isRetryable) return null;
  throw error;
}
