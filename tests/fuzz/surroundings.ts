import { vi } from "vitest";
import type { Chance } from "./chance";
import { makeIds } from "./ids";

/** What our own code calls impossible is a failure, whoever heals it; what it says of the faults is not. */
const IMPOSSIBLE = /unexpected in a conversation room|an event does not fit/;

/**
 * Puts what a run must not leave to the machine into the test's hands: time, chance, ids, what is logged, and
 * Redis, which is away. Keys sign and check at once and without secrets: real ones take a third of a run's time, on
 * threads of their own, and whose tickets hold is for other tests to say. Nothing here is a spy of the test
 * runner's, because those remember every call. Returns how to put it all back.
 */
export function takeOver({
  chance,
  ids,
  startsAtMs,
  complain,
}: {
  chance: Chance;
  ids: () => string;
  startsAtMs: number;
  complain: (what: string) => void;
}): () => void {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
    now: startsAtMs,
  });
  const putBack = [
    makeIds(ids),
    replace(Math, "random", chance.fraction),
    replace(crypto, "randomUUID", ids),
    replace(crypto, "getRandomValues", (bytes: Uint8Array) => drawn(bytes, chance)),
    replace(AbortSignal, "timeout", abortedIn),
    replace(globalThis, "fetch", () => Promise.reject(new Error("Redis is away"))),
    replace(crypto.subtle, "sign", async () => new ArrayBuffer(32)),
    replace(crypto.subtle, "verify", async () => true),
    replace(console, "warn", () => {}),
    replace(console, "error", (...said: unknown[]) => {
      if (IMPOSSIBLE.test(String(said[0]))) complain(said.map(String).join(" "));
    }),
  ];
  return () => {
    vi.useRealTimers();
    for (const each of putBack) each();
  };
}

/** Node has it by timers of its own. */
function abortedIn(ms: number): AbortSignal {
  const late = new AbortController();
  setTimeout(() => late.abort(new DOMException("it took too long", "TimeoutError")), ms);
  return late.signal;
}

function drawn(bytes: Uint8Array, chance: Chance): Uint8Array {
  bytes.set(Array.from(bytes, () => chance.below(256)));
  return bytes;
}

function replace(owner: object, name: string, by: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { configurable: true, writable: true, value: by });
  return () => {
    if (before) Object.defineProperty(owner, name, before);
    else Reflect.deleteProperty(owner, name);
  };
}
