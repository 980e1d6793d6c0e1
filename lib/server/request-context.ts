import { AsyncLocalStorage } from "node:async_hooks";
import { logWith } from "./log";

/** What something is done for: a request, or what is due by itself. */
interface Context {
  request?: string;
  job?: string;
}

/** In globalThis, because routes, actions and the start may be bundled apart. */
const kept = globalThis as typeof globalThis & { servihubContext?: AsyncLocalStorage<Context> };
kept.servihubContext ??= new AsyncLocalStorage();
const contexts = kept.servihubContext;

logWith("request", () => ({ ...contexts.getStore() }));

/** Whatever is logged meanwhile says what it was done for. */
export function within<Value>(context: Context, work: () => Value): Value {
  return contexts.run(context, work);
}

/** Nothing of what is done for no request. */
export function requestId(): string | undefined {
  return contexts.getStore()?.request;
}
